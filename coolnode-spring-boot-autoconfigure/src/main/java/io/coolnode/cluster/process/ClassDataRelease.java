package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * The class data of one release on the disk: the archive, and the extracted application
 * where that is a fat jar. They are complete as soon as the archive has its name, and in
 * use as long as a process holds a lock.
 */
final class ClassDataRelease {

	private final Path directory;

	private @Nullable FileChannel inUse;

	private @Nullable FileStamp verified;

	ClassDataRelease(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * Return where the application is extracted to.
	 * @return the directory
	 */
	Path extracted() {
		return this.directory.resolve("application");
	}

	Path archive() {
		return this.directory.resolve("classes.jsa");
	}

	/**
	 * Return where the archive is while it is being written.
	 * @return the file
	 */
	Path unfinishedArchive() {
		return this.directory.resolve("classes.jsa.part");
	}

	/**
	 * Return where the names of the classes are while the archive is being written.
	 * @return the file
	 */
	Path classList() {
		return this.directory.resolve("classes.lst");
	}

	private Path contents() {
		return this.directory.resolve("contents");
	}

	/**
	 * Return the class path under which the application's classes are archived.
	 * @param source where the application is
	 * @return the class path
	 */
	String classPath(ClassSource source) {
		return source.fatJar() ? extractedJar(source).toString() : source.classPath();
	}

	private Path extractedJar(ClassSource source) {
		return extracted().resolve(source.files().get(0).getFileName().toString());
	}

	/**
	 * Return how workers use it.
	 * @param source where the application is
	 * @param launch what is run without class data
	 * @return options and words
	 */
	ClassData classData(ClassSource source, List<String> launch) {
		String option = "-XX:SharedArchiveFile=" + archive();
		if (!source.fatJar()) {
			return new ClassData(List.of(option), launch);
		}
		return new ClassData(List.of(option, "-D" + JavaCommand.APPLICATION + "=" + source.classPath()),
				List.of("-jar", extractedJar(source).toString()));
	}

	/**
	 * Take it into use, so that no other process deletes it.
	 * @return whether it is there, and as it was written
	 * @throws IOException if it cannot be read
	 * @throws DamagedClassDataException if it is not as it was written
	 */
	boolean use() throws IOException {
		if (!Files.exists(archive())) {
			return false;
		}
		if (this.inUse == null) {
			this.inUse = lock(true);
		}
		if (this.inUse == null || !Files.exists(archive())) {
			return false; // it is being deleted
		}
		ClassDataContents contents = ClassDataContents.read(contents());
		FileStamp stamp = FileStamp.of(archive());
		if (!stamp.equals(this.verified)) {
			contents.verifyArchive(archive());
			this.verified = stamp;
		}
		contents.verifyFiles(extracted());
		return true;
	}

	/**
	 * Let others delete it, since no process of ours uses it any more.
	 */
	void release() throws IOException {
		FileChannel channel = this.inUse;
		this.inUse = null;
		if (channel != null) {
			channel.close();
		}
	}

	/**
	 * Say that it was written.
	 * @throws IOException if that cannot be written
	 */
	void complete() throws IOException {
		ClassDataContents.of(unfinishedArchive(), extracted()).write(contents());
		Files.deleteIfExists(classList());
		Files.move(unfinishedArchive(), archive(), StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Delete it, unless a process uses it.
	 * @return whether it is not there any more
	 * @throws IOException if it cannot be deleted
	 */
	boolean delete() throws IOException {
		if (!Files.isDirectory(this.directory)) {
			return true;
		}
		if (this.inUse != null) {
			return false;
		}
		try (FileChannel unused = lock(false)) {
			if (unused == null) {
				return false;
			}
			Files.deleteIfExists(archive());
			FileSystemUtils.deleteRecursively(this.directory);
			return true;
		}
	}

	private @Nullable FileChannel lock(boolean shared) throws IOException {
		return lock(this.directory.resolve("in-use"), shared);
	}

	/**
	 * Lock a file, which is made if there is none.
	 * @param file the file
	 * @param shared whether others may lock it likewise
	 * @return what holds the lock until it is closed, or {@code null} if another process
	 * has locked it
	 * @throws IOException if it cannot be locked
	 */
	static @Nullable FileChannel lock(Path file, boolean shared) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		FileLock lock = null;
		try {
			lock = channel.tryLock(0, Long.MAX_VALUE, shared);
			return (lock != null) ? channel : null;
		}
		catch (OverlappingFileLockException ex) {
			return null; // another application of this process
		}
		finally {
			if (lock == null) {
				channel.close();
			}
		}
	}

}
