package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Sleeper;

/**
 * Tomcat's endpoint on a listening socket that other processes share. It always accepts
 * in blocking mode, since that mode belongs to all who share the socket, and it never
 * connects to the port to wake its acceptor, since another process could get that
 * connection.
 */
final class SharedPortEndpoint extends NioEndpoint {

	private static final Log log = LogFactory.getLog(SharedPortEndpoint.class);

	private static final Duration STOP_POLL = Duration.ofMillis(1);

	private final AcceptGate gate = new AcceptGate();

	private final Sleeper sleeper;

	private ChannelSource source = System::inheritedChannel;

	private Consumer<Runnable> closeGuard = Runnable::run;

	// volatile: set by the thread that binds, read by the acceptor and by whoever drains
	private volatile @Nullable ServerSocketChannel channel;

	SharedPortEndpoint(Sleeper sleeper) {
		this.sleeper = sleeper;
	}

	void configure(ChannelSource source, Consumer<Runnable> closeGuard) {
		this.source = source;
		this.closeGuard = closeGuard;
	}

	@Override
	protected void initServerSocket() throws IOException {
		if (!(this.source.get() instanceof ServerSocketChannel inherited)) {
			throw new IllegalStateException("The standard input of this process is no listening socket");
		}
		this.channel = inherited;
	}

	@Override
	protected @Nullable NetworkChannel getServerSocket() {
		return this.channel;
	}

	@Override
	protected SocketChannel serverSocketAccept() throws Exception {
		while (this.gate.enter()) {
			ServerSocketChannel channel = this.channel;
			if (channel == null) {
				break;
			}
			try {
				return channel.accept();
			}
			catch (ClosedChannelException ex) {
				log.debug("The shared port was closed", ex);
			}
		}
		while (isRunning()) {
			this.sleeper.sleep(STOP_POLL);
		}
		throw new ClosedChannelException();
	}

	void openGate() {
		this.gate.open();
	}

	/**
	 * Accept no more, in this process alone. What was accepted before is not affected.
	 */
	void stopAccepting() {
		if (this.gate.close()) {
			this.closeGuard.accept(() -> {
				try {
					ServerSocketChannel channel = this.channel;
					if (channel != null) {
						channel.close();
					}
				}
				catch (IOException ex) {
					log.warn("The shared port could not be closed", ex);
				}
			});
		}
	}

	/**
	 * Return how many connections are left, one that was accepted just now included.
	 * @return the number
	 */
	int countConnections() {
		boolean busy = this.gate.isAcceptorBusy();
		return getConnections().size() + (busy ? 1 : 0);
	}

	/**
	 * Let connections end that have no request in service for some time.
	 * @param idleMillis the time
	 */
	void endIdle(long idleMillis) {
		for (SocketWrapperBase<NioChannel> connection : getConnections()) {
			if (isIdle(connection) && connection.getReadTimeout() != idleMillis) {
				connection.setReadTimeout(idleMillis);
			}
		}
	}

	private static boolean isIdle(SocketWrapperBase<NioChannel> connection) {
		return connection.getCurrentProcessor() == null && connection instanceof NioSocketWrapper nio
				&& (nio.interestOps() & SelectionKey.OP_READ) != 0;
	}

	@Override
	protected void unlockAccept() {
		stopAccepting();
		this.gate.end();
	}

	@Override
	protected void doCloseServerSocket() {
		stopAccepting();
		this.gate.end();
		this.channel = null;
	}

	@Override
	protected Log getLog() {
		return log;
	}

	/**
	 * Where the listening socket comes from.
	 */
	@FunctionalInterface
	interface ChannelSource {

		@Nullable Channel get() throws IOException;

	}

}
