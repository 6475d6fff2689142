package io.coolnode.cluster.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import com.sun.jna.LastErrorException;

/**
 * Memory that this process shares with those that it tells the path of. It has no name in
 * any directory, and is gone when the last of them is.
 */
public final class SharedMemory implements AutoCloseable {

	private final int fd;

	private final ByteBuffer buffer;

	private SharedMemory(int fd, ByteBuffer buffer) {
		this.fd = fd;
		this.buffer = buffer;
	}

	/**
	 * Create memory.
	 * @param name what it is called where the system lists it
	 * @param size the size in bytes
	 * @return the memory, all zeros
	 * @throws IOException if there is no room for it, or the system has no such memory
	 */
	public static SharedMemory create(String name, int size) throws IOException {
		LibC libc = LibC.load();
		int fd = descriptor(libc, name);
		try (RandomAccessFile file = new RandomAccessFile(path("self", fd).toFile(), "rw")) {
			file.write(new byte[size]);
			return new SharedMemory(fd, map(file));
		}
		catch (IOException ex) {
			libc.close(fd);
			throw ex;
		}
	}

	private static int descriptor(LibC libc, String name) throws IOException {
		try {
			return libc.memfd_create(name, LibC.MFD_CLOEXEC);
		}
		catch (LastErrorException | LinkageError ex) {
			throw new IOException("This system has no memory without a name", ex);
		}
	}

	/**
	 * Map memory that another process has created.
	 * @param path the path that it has told
	 * @return the memory
	 * @throws IOException if that process is gone or keeps others from it
	 */
	public static ByteBuffer open(Path path) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			return map(file);
		}
	}

	private static ByteBuffer map(RandomAccessFile file) throws IOException {
		return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, file.length());
	}

	private static Path path(String process, int fd) {
		return Path.of("/proc", process, "fd", Integer.toString(fd));
	}

	/**
	 * Return the memory.
	 * @return a direct buffer
	 */
	public ByteBuffer buffer() {
		return this.buffer;
	}

	/**
	 * Return where other processes of this user find it while it is open.
	 * @return the path
	 */
	public Path path() {
		return path(Long.toString(ProcessHandle.current().pid()), this.fd);
	}

	/**
	 * Tell nobody any more. Who has mapped it keeps it.
	 */
	@Override
	public void close() {
		LibC.load().close(this.fd);
	}

}
