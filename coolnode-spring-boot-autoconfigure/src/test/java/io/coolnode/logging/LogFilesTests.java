package io.coolnode.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LogFiles}.
 */
class LogFilesTests {

	@TempDir
	private Path directory;

	@Test
	void createWhenFirstDirectoryIsMissingTakesTheNext() throws IOException {
		LogFiles files = new LogFiles(List.of(this.directory.resolve("missing"), this.directory));
		try (LogBuffer buffer = files.create(7, 64 * 1024, new byte[0])) {
			assertThat(buffer.path()).hasParent(this.directory);
			assertThat(buffer.path().getFileName().toString())
				.startsWith("coolnode-log-" + ProcessHandle.current().pid() + "-7-");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(buffer.path())))
				.isEqualTo("rw-------");
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void createWhenNoDirectoryHasRoomFailsAndLeavesNothing() {
		LogFiles files = new LogFiles(List.of(this.directory.resolve("missing"), Path.of("/proc")));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> files.create(1, 64 * 1024, new byte[0]))
			.withMessageContaining("has room for the log buffer")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(2));
	}

	@Test
	void deleteLeftoversWhenTheirProcessIsGoneDeletesOldOnes() throws IOException {
		Path dead = file("coolnode-log-100-1-x", 3600);
		Path living = file("coolnode-log-200-1-x", 3600);
		Path young = file("coolnode-log-100-2-x", 0);
		Path other = file("coolnode-log-other", 3600);
		new LogFiles(List.of(this.directory, this.directory.resolve("missing"))).deleteLeftovers((pid) -> pid == 200);
		assertThat(dead).doesNotExist();
		assertThat(living).exists();
		assertThat(young).exists();
		assertThat(other).exists();
	}

	private Path file(String name, long age) throws IOException {
		Path file = Files.createFile(this.directory.resolve(name));
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(age)));
		return file;
	}

}
