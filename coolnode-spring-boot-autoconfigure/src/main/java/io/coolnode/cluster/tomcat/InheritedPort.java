package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.SocketProperties;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket that the master has made and all workers have inherited. It is
 * always accepted from in blocking mode, since that mode belongs to all who share it.
 */
final class InheritedPort implements AcceptedPort {

	private static final Log log = LogFactory.getLog(InheritedPort.class);

	private final ChannelSource source;

	private final Consumer<Runnable> closeGuard;

	private final AcceptDelay delay;

	// volatile: set by the thread that binds, read by the acceptor and by whoever drains
	private volatile @Nullable ServerSocketChannel channel;

	/**
	 * Create the port.
	 * @param source gives the socket
	 * @param closeGuard runs what closes it, since the JVM points descriptors 0 to 2
	 * elsewhere with it
	 * @param delay what leaves connections to others
	 */
	InheritedPort(ChannelSource source, Consumer<Runnable> closeGuard, AcceptDelay delay) {
		this.source = source;
		this.closeGuard = closeGuard;
		this.delay = delay;
	}

	@Override
	public void bind(InetSocketAddress address, int backlog, SocketProperties properties) throws IOException {
		if (!(this.source.get() instanceof ServerSocketChannel inherited)) {
			throw new IllegalStateException("The standard input of this process is no listening socket");
		}
		this.channel = inherited;
	}

	@Override
	public void open() {
	}

	@Override
	public SocketChannel accept() throws IOException {
		ServerSocketChannel channel = this.channel;
		if (channel == null) {
			throw new ClosedChannelException();
		}
		this.delay.await();
		SocketChannel accepted = channel.accept();
		this.delay.accepted();
		return accepted;
	}

	@Override
	public void close(AcceptGate gate) {
		if (gate.close()) {
			this.closeGuard.accept(this::closeChannel);
		}
	}

	private void closeChannel() {
		try {
			ServerSocketChannel channel = this.channel;
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			log.warn("The shared port could not be closed", ex);
		}
	}

	@Override
	public @Nullable NetworkChannel channel() {
		return this.channel;
	}

	/**
	 * Where the listening socket comes from.
	 */
	@FunctionalInterface
	interface ChannelSource {

		@Nullable Channel get() throws IOException;

	}

}
