package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CrashFiles}.
 */
class CrashFilesTests {

	private static final String DUMP = "-XX:+HeapDumpOnOutOfMemoryError";

	private static final WorkerName WORKER = new WorkerName("A", 1, 1);

	@TempDir
	private Path folder;

	private long time;

	private CrashFiles files() {
		return new CrashFiles(this.folder, () -> this.time);
	}

	@Test
	void optionsSayWhereTheFatalErrorReportGoes() {
		assertThat(files().complete(List.of("-Xmx1g"), WORKER)).containsExactly("-Xmx1g",
				"-XX:ErrorFile=" + path("hs_err-A-1.log"));
	}

	@Test
	void optionsWhenTheHeapIsAskedForSayWhereItGoes() {
		assertThat(files().complete(List.of(DUMP), WORKER)).contains("-XX:HeapDumpPath=" + path("heap-A-1.hprof"));
		assertThat(files().complete(List.of(DUMP, "-XX:-HeapDumpOnOutOfMemoryError"), WORKER))
			.noneMatch((option) -> option.startsWith("-XX:HeapDumpPath"));
	}

	@Test
	void optionsOfTheUserStay() {
		List<String> own = List.of(DUMP, "-XX:HeapDumpPath=/dumps/heap-A-1.hprof", "-XX:ErrorFile=/dumps/error-A-1");
		assertThat(files().complete(own, WORKER)).isEqualTo(own);
	}

	@Test
	void heapWhenThePlaceHasJustWrittenOneIsNotWrittenAgainForAnHour() throws IOException {
		CrashFiles files = files();
		Path heap = Files.writeString(path("heap-A-1.hprof"), "");
		assertThat(files.left(WORKER)).containsEntry("heap.hprof", heap);
		this.time = TimeUnit.MINUTES.toNanos(59);
		assertThat(files.complete(List.of(DUMP), new WorkerName("A", 2, 1)))
			.endsWith("-XX:-HeapDumpOnOutOfMemoryError");
		assertThat(files.complete(List.of(DUMP), new WorkerName("B", 3, 2)))
			.contains("-XX:HeapDumpPath=" + path("heap-B-3.hprof"));
		this.time = TimeUnit.MINUTES.toNanos(60);
		assertThat(files.complete(List.of(DUMP), new WorkerName("A", 4, 1)))
			.contains("-XX:HeapDumpPath=" + path("heap-A-4.hprof"));
	}

	@Test
	void filesWhenThereAreNoneAreNone() {
		assertThat(files().left(WORKER)).isEmpty();
	}

	private Path path(String name) {
		return this.folder.resolve("coolnode-" + ProcessHandle.current().pid() + "-" + name);
	}

}
