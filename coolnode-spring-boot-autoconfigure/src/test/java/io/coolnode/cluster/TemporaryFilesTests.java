package io.coolnode.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TemporaryFiles}.
 */
class TemporaryFilesTests {

	@Test
	void directoriesOfAWorkerAreDeletedWhenItHasEnded(@TempDir Path folder) throws IOException {
		Path used = Files.createDirectories(folder.resolve("used/work")).getParent();
		Files.writeString(used.resolve("work/upload.tmp"), "half");
		Path gone = folder.resolve("gone");
		Path other = Files.createDirectory(folder.resolve("other"));
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).say(new Control(ControlWords.TEMPORARY_FILES, List.of(used.toString(), gone.toString())));
		assertThat(used).exists();
		cluster.worker(1).exit(137);
		assertThat(used).doesNotExist();
		assertThat(other).exists();
	}

}
