package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link SharedMemory}.
 */
@EnabledOnOs(OS.LINUX)
class SharedMemoryTests {

	private static final int SIZE = 8192;

	@Test
	void openSeesWhatIsWritten() throws IOException {
		try (SharedMemory memory = SharedMemory.create("test", SIZE)) {
			assertThat(memory.path().toString()).startsWith("/proc/" + ProcessHandle.current().pid() + "/fd/");
			ByteBuffer other = SharedMemory.open(memory.path());
			assertThat(other.capacity()).isEqualTo(SIZE);
			memory.buffer().put(SIZE - 1, (byte) 7);
			assertThat(other.get(SIZE - 1)).isEqualTo((byte) 7);
			assertThat(other.get(0)).isZero();
		}
	}

	@Test
	void openWhenClosedThrowsWhileMappingsLiveOn() throws IOException {
		SharedMemory memory = SharedMemory.create("test", SIZE);
		Path path = memory.path();
		ByteBuffer other = SharedMemory.open(path);
		memory.close();
		memory.buffer().put(0, (byte) 7);
		assertThat(other.get(0)).isEqualTo((byte) 7);
		assertThatIOException().isThrownBy(() -> SharedMemory.open(path.resolveSibling("999999")));
	}

}
