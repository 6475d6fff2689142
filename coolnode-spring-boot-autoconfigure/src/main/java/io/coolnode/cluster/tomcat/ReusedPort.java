package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.SocketProperties;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket of this process alone, on a port on which other workers listen as
 * well. Since a connection waits in the queue of one process, this one listens only while
 * it serves, and empties its queue before it stops.
 */
final class ReusedPort implements AcceptedPort {

	private static final Log log = LogFactory.getLog(ReusedPort.class);

	/**
	 * How long a connection that is being opened has to reach the queue.
	 */
	private static final Duration LAST_CALL = Duration.ofMillis(200);

	private final IntConsumer stopQueueing;

	private int backlog;

	// guarded by this
	private @Nullable SocketProperties properties;

	/**
	 * Holds the port before anybody may connect.
	 */
	// guarded by this
	private @Nullable SocketChannel reservation;

	// guarded by this
	private @Nullable Listening listening;

	/**
	 * Create the port.
	 * @param stopQueueing lets the kernel queue no further connection at the sockets of
	 * this process on a port
	 */
	ReusedPort(IntConsumer stopQueueing) {
		this.stopQueueing = stopQueueing;
	}

	@Override
	public synchronized void bind(InetSocketAddress address, int backlog, SocketProperties properties)
			throws IOException {
		this.backlog = backlog;
		this.properties = properties;
		SocketChannel channel = SocketChannel.open();
		try {
			share(channel);
			channel.bind(address);
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
		this.reservation = channel;
	}

	private static void share(NetworkChannel channel) throws IOException {
		channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
		channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
	}

	@Override
	public synchronized void open() throws IOException {
		SocketChannel held = this.reservation;
		if (held == null || this.listening != null) {
			return;
		}
		ServerSocketChannel server = ServerSocketChannel.open();
		try {
			if (this.properties != null) {
				this.properties.setProperties(server.socket());
			}
			share(server);
			SocketAddress address = held.getLocalAddress();
			server.bind(address, this.backlog);
			server.configureBlocking(false);
			Selector selector = Selector.open();
			server.register(selector, SelectionKey.OP_ACCEPT);
			this.listening = new Listening(server, selector);
		}
		catch (IOException ex) {
			server.close();
			throw ex;
		}
		this.reservation = null;
		held.close();
	}

	@Override
	public SocketChannel accept() throws IOException {
		Listening current = listening();
		if (current == null) {
			throw new ClosedChannelException();
		}
		return current.accept();
	}

	private synchronized @Nullable Listening listening() {
		return this.listening;
	}

	@Override
	public void close(AcceptGate gate) {
		Listening current = listening();
		if (current != null) {
			current.close(this.stopQueueing);
		}
		else {
			gate.close();
			release();
		}
	}

	private synchronized void release() {
		try {
			if (this.reservation != null) {
				this.reservation.close();
				this.reservation = null;
			}
		}
		catch (IOException ex) {
			log.warn("The port could not be given up", ex);
		}
	}

	@Override
	public synchronized @Nullable NetworkChannel channel() {
		return (this.listening != null) ? this.listening.server : this.reservation;
	}

	/**
	 * The socket once it listens.
	 */
	private static final class Listening {

		private final ServerSocketChannel server;

		private final Selector selector;

		// guarded by this
		private boolean closing;

		// guarded by this
		private long lastCallNanos;

		Listening(ServerSocketChannel server, Selector selector) {
			this.server = server;
			this.selector = selector;
		}

		SocketChannel accept() throws IOException {
			while (true) {
				SocketChannel accepted = this.server.accept();
				if (accepted != null) {
					return accepted;
				}
				this.selector.select(awaitedMillis());
				this.selector.selectedKeys().clear();
			}
		}

		/**
		 * Return how long to wait for the next connection.
		 * @return the time in milliseconds, 0 for any
		 * @throws ClosedChannelException if none is to be waited for
		 * @throws IOException if the socket cannot be closed
		 */
		private long awaitedMillis() throws IOException {
			long rest = restNanos();
			if (rest == Long.MAX_VALUE) {
				return 0;
			}
			if (rest <= 0) {
				this.server.close();
				this.selector.close();
				throw new ClosedChannelException();
			}
			return 1 + TimeUnit.NANOSECONDS.toMillis(rest);
		}

		private synchronized long restNanos() {
			return this.closing ? this.lastCallNanos - System.nanoTime() : Long.MAX_VALUE;
		}

		synchronized void close(IntConsumer stopQueueing) {
			if (this.closing) {
				return;
			}
			try {
				stopQueueing.accept(((InetSocketAddress) this.server.getLocalAddress()).getPort());
			}
			catch (IOException ex) {
				log.debug("The port is closed already", ex);
			}
			this.lastCallNanos = System.nanoTime() + LAST_CALL.toNanos();
			this.closing = true;
			this.selector.wakeup();
		}

	}

}
