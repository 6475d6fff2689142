package io.coolnode.logging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The files of buffers. They have a name only until a worker has mapped them; one whose
 * master and worker were both killed before that is deleted by the next master.
 */
final class LogFiles {

	private static final Log logger = LogFactory.getLog(LogFiles.class);

	private static final String PREFIX = "coolnode-log-";

	private static final Duration MIN_AGE = Duration.ofMinutes(1);

	private final List<Path> directories;

	/**
	 * Create files in the first directory that has room.
	 * @param directories the directories
	 */
	LogFiles(List<Path> directories) {
		this.directories = directories;
	}

	/**
	 * Create files in memory, where the system has a directory for that, or else among
	 * the temporary files.
	 * @return the files
	 */
	static LogFiles inMemory() {
		return new LogFiles(List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir"))));
	}

	/**
	 * Create a buffer in a new file, which nobody but this user may open.
	 * @param id the worker id
	 * @param capacity the size of the ring
	 * @param briefing what to tell the worker
	 * @return the buffer
	 * @throws IOException if no directory has room
	 */
	LogBuffer create(long id, int capacity, byte[] briefing) throws IOException {
		List<IOException> failures = new ArrayList<>();
		for (Path directory : this.directories) {
			Path path = null;
			try {
				path = Files.createTempFile(directory, PREFIX + ProcessHandle.current().pid() + "-" + id + "-", "");
				return LogBuffer.create(path, capacity, briefing);
			}
			catch (IOException ex) {
				failures.add(ex);
				if (path != null) {
					Files.deleteIfExists(path);
				}
			}
		}
		IOException failure = new IOException("No directory of " + this.directories
				+ " has room for the log buffer of a worker, or a file cannot be made there: " + failures);
		failures.forEach(failure::addSuppressed);
		throw failure;
	}

	/**
	 * Delete the files that processes which do not live any more have left.
	 * @param living tells whether a process lives
	 */
	void deleteLeftovers(LongPredicate living) {
		for (Path directory : this.directories) {
			if (Files.isDirectory(directory)) {
				deleteLeftovers(directory, living);
			}
		}
	}

	private static void deleteLeftovers(Path directory, LongPredicate living) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
			for (Path file : files) {
				String pid = file.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
				boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(MIN_AGE));
				if (old && pid.matches("\\d+") && !living.test(Long.parseLong(pid))) {
					Files.deleteIfExists(file);
				}
			}
		}
		catch (IOException ex) {
			logger.debug("Files that were left in " + directory + " cannot be deleted", ex);
		}
	}

}
