package io.coolnode.cluster.process;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A port on which each worker listens with a socket of its own. The master holds it
 * without listening, and a name besides, so that a second start of the application finds
 * it in use instead of joining the workers of the first.
 */
public final class GuardedPort implements ServedPort {

	private static final String NAME = "coolnode/port/";

	private static final Path MIGRATE = Path.of("/proc/sys/net/ipv4/tcp_migrate_req");

	private static final File NOTHING = new File("/dev/null");

	private final ListeningSocket held;

	private final AbstractSocket name;

	private GuardedPort(ListeningSocket held, AbstractSocket name) {
		this.held = held;
		this.name = name;
	}

	/**
	 * Take a port.
	 * @param address the address, or {@code null} for all of this machine
	 * @param port the port, or 0 for any
	 * @return the port
	 * @throws BindException if the port is not to be had
	 * @throws NativeAccessException if native code cannot be loaded
	 */
	public static GuardedPort bind(@Nullable InetAddress address, int port) throws BindException {
		ListeningSocket held = ListeningSocket.bind(address, port, 1);
		try {
			String host = (address != null) ? address.getHostAddress() : "*";
			return new GuardedPort(held, AbstractSocket.bind(NAME + host + "/" + held.port()));
		}
		catch (BindException ex) {
			held.close();
			throw ex;
		}
	}

	/**
	 * Return what an operator should know about the queues of connections.
	 * @param moves whether the kernel moves connections from a queue that ends
	 * @return a sentence
	 */
	public static String notice(boolean moves) {
		return "Each worker has its own queue of connections (cool.server.port-sharing is reuse-port). "
				+ (moves ? "When it dies, the kernel moves them to other workers (net.ipv4.tcp_migrate_req is 1)."
						: "When it dies, those in its queue are lost; with net.ipv4.tcp_migrate_req=1 the kernel moves "
								+ "them to other workers.");
	}

	/**
	 * Return whether the kernel moves connections from a queue that ends to another one
	 * on the same port.
	 * @return {@code true} if it is told to
	 */
	public static boolean isMovingQueues() {
		return ControlGroup.lines(MIGRATE).equals(List.of("1"));
	}

	@Override
	public int port() {
		return this.held.port();
	}

	@Override
	public void listen() {
	}

	@Override
	public void stopQueueing() {
	}

	@Override
	public boolean hasPending() {
		return false;
	}

	@Override
	public void close() {
		this.held.close();
		this.name.close();
	}

	@Override
	public Process start(ProcessBuilder builder, Starter starter) throws IOException {
		return starter.start(builder.redirectInput(NOTHING));
	}

}
