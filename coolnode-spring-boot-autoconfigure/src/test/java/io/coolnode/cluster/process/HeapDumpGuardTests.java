package io.coolnode.cluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeapDumpGuard}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeapDumpGuardTests {

	private final List<Boolean> changes = new ArrayList<>();

	private long free;

	private final HeapDumpGuard guard = new HeapDumpGuard(this.changes::add, () -> this.free, 1000);

	@Test
	void heapIsWrittenOnlyWhileThereIsTwiceTheRoom(CapturedOutput output) {
		this.free = 2000;
		this.guard.check();
		assertThat(this.changes).isEmpty();
		this.free = 1999;
		this.guard.check();
		this.guard.check();
		assertThat(this.changes).containsExactly(false);
		assertThat(output).contains("1999 bytes free, less than twice the largest heap of 1000");
		this.free = 5000;
		this.guard.check();
		assertThat(this.changes).containsExactly(false, true);
	}

	@Test
	void directoryIsThatInWhichTheHeapWillBe(@TempDir Path folder) {
		assertThat(HeapDumpGuard.directory(folder.toString())).isEqualTo(folder);
		assertThat(HeapDumpGuard.directory(folder.resolve("heap.hprof").toString())).isEqualTo(folder);
		assertThat(HeapDumpGuard.directory(null)).isEqualTo(Path.of("").toAbsolutePath());
	}

}
