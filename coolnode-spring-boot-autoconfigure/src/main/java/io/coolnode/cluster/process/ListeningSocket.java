package io.coolnode.cluster.process;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.sun.jna.LastErrorException;
import com.sun.jna.ptr.IntByReference;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket that the master holds for its workers, made by the C library,
 * since Java's own cannot be handed to a child. It is close-on-exec: a child gets it as
 * its standard input, and only where this class puts it there.
 */
public final class ListeningSocket implements ServedPort {

	private static final Object standardInput = new Object();

	private final LibC libc;

	private final int fd;

	private final int backlog;

	private final int port;

	// guarded by this
	private boolean listening;

	// guarded by this
	private boolean closed;

	private ListeningSocket(LibC libc, int fd, int backlog) {
		this.libc = libc;
		this.fd = fd;
		this.backlog = backlog;
		byte[] address = new byte[SocketAddressBytes.MAX_LENGTH];
		libc.getsockname(fd, address, new IntByReference(address.length));
		this.port = SocketAddressBytes.port(address);
	}

	/**
	 * Take a port, without listening on it.
	 * @param address the address, or {@code null} for all of this machine
	 * @param port the port, or 0 for any
	 * @param backlog how many connections may wait to be accepted
	 * @return the socket
	 * @throws BindException if the port is not to be had
	 * @throws NativeAccessException if native code cannot be loaded
	 */
	public static ListeningSocket bind(@Nullable InetAddress address, int port, int backlog) throws BindException {
		LibC libc = LibC.load();
		try {
			return (address != null) ? bind(libc, address, port, backlog) : bindAll(libc, port, backlog);
		}
		catch (LastErrorException ex) {
			throw bindException(ex);
		}
	}

	private static ListeningSocket bind(LibC libc, InetAddress address, int port, int backlog) {
		int family = (address instanceof Inet4Address) ? LibC.AF_INET : LibC.AF_INET6;
		return bind(libc, family, SocketAddressBytes.of(address, port), backlog);
	}

	private static ListeningSocket bindAll(LibC libc, int port, int backlog) {
		try {
			return bind(libc, LibC.AF_INET6, SocketAddressBytes.ipv6(new byte[16], port, 0), backlog);
		}
		catch (LastErrorException ex) {
			if (ex.getErrorCode() == LibC.EADDRINUSE) {
				throw ex;
			}
			return bind(libc, LibC.AF_INET, SocketAddressBytes.ipv4(new byte[4], port), backlog);
		}
	}

	private static ListeningSocket bind(LibC libc, int family, byte[] address, int backlog) {
		int fd = libc.socket(family, LibC.SOCK_STREAM, 0);
		try {
			libc.fcntl(fd, LibC.F_SETFD, LibC.FD_CLOEXEC);
			setReuseAddress(libc, fd, true);
			if (family == LibC.AF_INET6) {
				libc.setsockopt(fd, LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY, new IntByReference(0), Integer.BYTES);
			}
			libc.bind(fd, address, address.length);
			return new ListeningSocket(libc, fd, backlog);
		}
		catch (LastErrorException ex) {
			libc.close(fd);
			throw ex;
		}
	}

	private static void setReuseAddress(LibC libc, int fd, boolean reuse) {
		libc.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_REUSEADDR, new IntByReference(reuse ? 1 : 0), Integer.BYTES);
	}

	static BindException bindException(LastErrorException ex) {
		BindException result = new BindException(
				(ex.getErrorCode() == LibC.EADDRINUSE) ? "Address already in use" : ex.getMessage());
		result.initCause(ex);
		return result;
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public synchronized void listen() throws IOException {
		if (this.listening) {
			return;
		}
		try {
			this.libc.listen(this.fd, this.backlog);
			this.listening = true;
		}
		catch (LastErrorException ex) {
			throw bindException(ex);
		}
	}

	@Override
	public synchronized void stopQueueing() {
		if (this.listening && !this.closed) {
			NewConnectionFilter.attach(this.libc, this.fd);
		}
	}

	@Override
	public synchronized boolean hasPending() {
		if (!this.listening || this.closed) {
			return false;
		}
		byte[] descriptor = ByteBuffer.allocate(8)
			.order(ByteOrder.nativeOrder())
			.putInt(this.fd)
			.putShort(LibC.POLLIN)
			.array();
		return this.libc.poll(descriptor, 1, 0) > 0;
	}

	/**
	 * Run something while this socket is the standard input of this process, which a
	 * child can inherit.
	 * @param <T> the type of the result
	 * @param action what to run
	 * @return its result
	 * @throws IOException what the action throws
	 */
	<T> T asStandardInput(Action<T> action) throws IOException {
		synchronized (standardInput) {
			int own = this.libc.fcntl(0, LibC.F_DUPFD_CLOEXEC, 3);
			try {
				this.libc.dup2(this.fd, 0);
				return action.run();
			}
			finally {
				this.libc.dup2(own, 0);
				this.libc.close(own);
			}
		}
	}

	@Override
	public Process start(ProcessBuilder builder, Starter starter) throws IOException {
		ProcessBuilder inheriting = builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
		return asStandardInput(() -> starter.start(inheriting));
	}

	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			this.libc.close(this.fd);
		}
	}

	/**
	 * Something that needs the socket as standard input.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Action<T> {

		T run() throws IOException;

	}

}
