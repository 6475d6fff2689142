package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
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
import io.coolnode.cluster.WorkerLoad;

/**
 * Tomcat's endpoint on a port that other processes share. It never connects to the port
 * to wake its acceptor, since another process could get that connection.
 */
final class SharedPortEndpoint extends NioEndpoint {

	private static final Log log = LogFactory.getLog(SharedPortEndpoint.class);

	private static final Duration STOP_POLL = Duration.ofMillis(1);

	private final AcceptGate gate = new AcceptGate();

	private final Sleeper sleeper;

	private WorkerLoad load = WorkerLoad.alone();

	private AcceptedPort port = new InheritedPort(System::inheritedChannel, Runnable::run, new AcceptDelay(this.load));

	SharedPortEndpoint(Sleeper sleeper) {
		this.sleeper = sleeper;
	}

	void accept(AcceptedPort port, WorkerLoad load) {
		this.port = port;
		this.load = load;
	}

	@Override
	protected void initServerSocket() throws IOException {
		InetSocketAddress address = new InetSocketAddress(getAddress(), getPortWithOffset());
		this.port.bind(address, getAcceptCount(), getSocketProperties());
	}

	@Override
	protected @Nullable NetworkChannel getServerSocket() {
		return this.port.channel();
	}

	@Override
	protected SocketChannel serverSocketAccept() throws Exception {
		try {
			return awaitConnection();
		}
		finally {
			this.load.connectionOpened(); // Tomcat counts down what fails, too
		}
	}

	@Override
	protected long countDownConnection() {
		this.load.connectionClosed();
		return super.countDownConnection();
	}

	private SocketChannel awaitConnection() throws Exception {
		while (this.gate.enter()) {
			try {
				return this.port.accept();
			}
			catch (ClosedChannelException ex) {
				this.gate.close();
				log.debug("The shared port was closed", ex);
			}
		}
		while (isRunning()) {
			this.sleeper.sleep(STOP_POLL);
		}
		throw new ClosedChannelException();
	}

	/**
	 * Let the acceptor accept.
	 * @throws UncheckedIOException if the port is not to be had
	 */
	void openGate() {
		try {
			this.port.open();
			this.gate.open();
			this.load.accepting(true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on port " + getPortWithOffset(), ex);
		}
	}

	/**
	 * Accept no more, in this process alone. What was accepted before is not affected.
	 */
	void stopAccepting() {
		this.load.accepting(false);
		this.port.close(this.gate);
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

	/**
	 * Visit what serves connections for longer than one request.
	 * @param visitor gets a processor of Tomcat's
	 */
	void forEachProcessor(Consumer<Object> visitor) {
		for (SocketWrapperBase<NioChannel> connection : getConnections()) {
			Object processor = connection.getCurrentProcessor();
			if (processor != null) {
				visitor.accept(processor);
			}
		}
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
	}

	@Override
	protected Log getLog() {
		return log;
	}

}
