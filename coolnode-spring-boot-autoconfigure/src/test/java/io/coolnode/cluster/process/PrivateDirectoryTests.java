package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrivateDirectory}.
 */
class PrivateDirectoryTests {

	private static final int USER = LibC.load().geteuid();

	@TempDir
	private Path folder;

	@Test
	void openWhenThereIsNoneMakesOneForThisUserAlone() throws IOException {
		Path directory = PrivateDirectory.open(this.folder, "data-", USER);
		assertThat(directory).isEqualTo(this.folder.resolve("data-" + USER));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
		assertThat(PrivateDirectory.open(this.folder, "data-", USER)).isEqualTo(directory);
	}

	@Test
	void openWhenItBelongsToSomebodyElseFails() throws IOException {
		Files.createDirectory(this.folder.resolve("data-" + (USER + 1)));
		assertRefused("belongs to this user alone", USER + 1);
	}

	@Test
	void openWhenOthersMayWriteFails() throws IOException {
		Path directory = PrivateDirectory.open(this.folder, "data-", USER);
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx-wx-wx"));
		assertRefused("belongs to this user alone", USER);
	}

	@Test
	void openWhenItIsALinkFails() throws IOException {
		Path directory = PrivateDirectory.open(this.folder, "other-", USER);
		Files.createSymbolicLink(this.folder.resolve("data-" + USER), directory);
		assertRefused("belongs to this user alone", USER);
	}

	@Test
	void openWhenItCannotBeMadeFails() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThatExceptionOfType(ClassDataException.class).isThrownBy(() -> PrivateDirectory.open(file, "data-", USER))
			.withMessageContaining("cannot be used");
	}

	private void assertRefused(String reason, int user) {
		assertThatExceptionOfType(ClassDataException.class)
			.isThrownBy(() -> PrivateDirectory.open(this.folder, "data-", user))
			.withMessageContaining(reason);
	}

}
