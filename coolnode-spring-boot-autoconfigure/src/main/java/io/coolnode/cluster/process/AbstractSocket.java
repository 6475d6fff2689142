package io.coolnode.cluster.process;

import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import com.sun.jna.LastErrorException;

/**
 * A name that one process at a time can have, in the same network namespace as the ports,
 * and which the kernel takes back at its end: a socket of Linux in the abstract
 * namespace.
 */
final class AbstractSocket {

	private final LibC libc;

	private final int fd;

	private boolean closed;

	private AbstractSocket(LibC libc, int fd) {
		this.libc = libc;
		this.fd = fd;
	}

	/**
	 * Take a name.
	 * @param name the name, at most 100 bytes
	 * @return the socket
	 * @throws BindException if another process has it
	 */
	static AbstractSocket bind(String name) throws BindException {
		LibC libc = LibC.load();
		int fd = libc.socket(LibC.AF_UNIX, LibC.SOCK_STREAM, 0);
		try {
			libc.fcntl(fd, LibC.F_SETFD, LibC.FD_CLOEXEC);
			byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
			byte[] address = ByteBuffer.allocate(Short.BYTES + 1 + bytes.length)
				.order(ByteOrder.nativeOrder())
				.putShort((short) LibC.AF_UNIX)
				.put((byte) 0)
				.put(bytes)
				.array();
			libc.bind(fd, address, address.length);
			return new AbstractSocket(libc, fd);
		}
		catch (LastErrorException ex) {
			libc.close(fd);
			throw ListeningSocket.bindException(ex);
		}
	}

	synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			this.libc.close(this.fd);
		}
	}

}
