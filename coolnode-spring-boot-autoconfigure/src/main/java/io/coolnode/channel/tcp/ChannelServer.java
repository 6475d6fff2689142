package io.coolnode.channel.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.LinkListener;
import io.coolnode.channel.Sleeper;
import io.coolnode.channel.Threads;

/**
 * The master's end of the channel: listens on the loopback address, and lets in only the
 * workers that it expects, each of them once. Whoever else connects is dropped.
 */
public final class ChannelServer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ChannelServer.class);

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

	private static final int OVERHEAD = 64 * 1024;

	private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

	private final ServerSocketChannel server;

	private final int maxFrame;

	private final LinkListener listener;

	private final Sleeper sleeper;

	private final Map<Long, String> secrets = new ConcurrentHashMap<>();

	private final Set<TcpLink> links = ConcurrentHashMap.newKeySet();

	private final Deadlines deadlines = new Deadlines(HANDSHAKE_TIMEOUT);

	private final Flusher flusher = new Flusher();

	/**
	 * Listen on the loopback address.
	 * @param port the port, or 0 for any
	 * @param maxMessageSize how many bytes a message may have
	 * @param listener is told of the connections of workers
	 * @throws IOException if the port is not to be had
	 */
	public ChannelServer(int port, int maxMessageSize, LinkListener listener) throws IOException {
		this(port, maxMessageSize, listener, Sleeper.SYSTEM);
	}

	ChannelServer(int port, int maxMessageSize, LinkListener listener, Sleeper sleeper) throws IOException {
		this.sleeper = sleeper;
		this.maxFrame = maxMessageSize + OVERHEAD;
		this.listener = listener;
		this.server = ServerSocketChannel.open();
		try {
			this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		catch (IOException ex) {
			this.server.close();
			throw ex;
		}
		Threads.startDaemon("coolnode-channel-accept", this::accept);
	}

	/**
	 * Return the port on which workers are expected.
	 * @return the port
	 */
	public int port() {
		return this.server.socket().getLocalPort();
	}

	/**
	 * Expect a worker.
	 * @param workerId its id
	 * @return the secret that it must have, which is accepted once
	 */
	public String expect(long workerId) {
		String secret = Handshake.newSecret();
		this.secrets.put(workerId, secret);
		return secret;
	}

	/**
	 * Expect a worker no longer.
	 * @param workerId its id
	 */
	public void forget(long workerId) {
		this.secrets.remove(workerId);
	}

	private void accept() {
		boolean told = false;
		while (this.server.isOpen()) {
			try {
				SocketChannel socket = this.server.accept();
				told = false;
				this.deadlines.begin(socket);
				Threads.startDaemon("coolnode-handshake", () -> shakeHands(socket));
			}
			catch (IOException | OutOfMemoryError ex) {
				if (this.server.isOpen()) {
					if (!told) {
						logger.error("The channel cannot accept a connection; it tries again", ex);
					}
					told = true;
					pause();
				}
			}
		}
	}

	private void pause() {
		try {
			this.sleeper.sleep(RETRY_PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void shakeHands(SocketChannel socket) {
		TcpLink link = null;
		try {
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			long id = Handshake.accept(socket, this.secrets::get);
			if (this.deadlines.end(socket) && this.secrets.remove(id) != null) {
				Executor reader = (task) -> Threads.startDaemon("coolnode-link-" + id + "-read", task);
				link = new TcpLink(socket, id, true, this.maxFrame, this.listener, this.flusher, reader);
				serve(link);
			}
		}
		catch (IOException ex) {
			logger.debug("A connection was dropped", ex);
		}
		finally {
			if (link == null) {
				drop(socket);
			}
		}
	}

	private void serve(TcpLink link) {
		this.links.add(link);
		link.start(() -> this.links.remove(link));
	}

	private void drop(SocketChannel socket) {
		this.deadlines.end(socket);
		try {
			socket.close();
		}
		catch (IOException ex) {
			logger.debug("A stranger's connection could not be closed", ex);
		}
	}

	/**
	 * Listen no more, and end all connections.
	 */
	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			logger.debug("The channel's port could not be closed", ex);
		}
		this.deadlines.shutdown();
		this.links.forEach(TcpLink::close);
		this.flusher.close();
	}

}
