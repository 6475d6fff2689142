package io.coolnode.channel.tcp;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Threads;

/**
 * The thread {@code coolnode-channel-write}, which writes what others could or would not
 * write at once: because a connection took no more, or in order to write more at a time.
 * One serves all connections of a process.
 */
final class Flusher implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Flusher.class);

	/**
	 * How long to let frames gather.
	 */
	private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	/**
	 * How often to look for more before sleeping until called, which spares the callers
	 * the call.
	 */
	private static final int LINGER = 20;

	private final Selector selector;

	private final Queue<TcpLink> soon = new ConcurrentLinkedQueue<>();

	private final Queue<TcpLink> blocked = new ConcurrentLinkedQueue<>();

	// volatile: written by this thread, read by those that may have to wake it
	private volatile boolean asleep;

	Flusher() throws IOException {
		this.selector = Selector.open();
		Threads.startDaemon("coolnode-channel-write", this::run);
	}

	/**
	 * Flush a connection after a short while.
	 * @param link the connection
	 */
	void soon(TcpLink link) {
		this.soon.add(link);
		wake();
	}

	/**
	 * Tell a connection when it takes more.
	 * @param link the connection
	 */
	void whenWritable(TcpLink link) {
		this.blocked.add(link);
		wake();
	}

	/**
	 * Let go of the connections that have ended.
	 */
	void forget() {
		this.selector.wakeup();
	}

	private void wake() {
		if (this.asleep) {
			this.selector.wakeup();
		}
	}

	private void run() {
		int idle = 0;
		while (this.selector.isOpen()) {
			try {
				idle = turn(idle) ? 0 : idle + 1;
			}
			catch (ClosedSelectorException ex) {
				return;
			}
			catch (IOException | RuntimeException ex) {
				logger.error("The channel could not write to one of its connections", ex);
				LockSupport.parkNanos(GATHER_NANOS);
			}
		}
	}

	private boolean turn(int idle) throws IOException {
		boolean any = register();
		if (idle < LINGER) {
			LockSupport.parkNanos(GATHER_NANOS);
			any |= this.selector.selectNow(this::writable) > 0;
		}
		else {
			sleep();
		}
		for (int i = this.soon.size(); i > 0; i--) {
			TcpLink link = this.soon.remove();
			link.gathered();
			any = true;
		}
		return any;
	}

	private void sleep() throws IOException {
		this.asleep = true;
		try {
			if (this.soon.isEmpty() && this.blocked.isEmpty()) {
				this.selector.select(this::writable);
			}
		}
		finally {
			this.asleep = false;
		}
	}

	private boolean register() {
		boolean any = false;
		TcpLink link;
		while ((link = this.blocked.poll()) != null) {
			any = true;
			try {
				SocketChannel socket = link.socket();
				SelectionKey key = socket.keyFor(this.selector);
				if (key == null) {
					socket.register(this.selector, SelectionKey.OP_WRITE, link);
				}
				else {
					key.interestOps(SelectionKey.OP_WRITE);
				}
			}
			catch (ClosedChannelException | CancelledKeyException ex) {
				logger.debug(link + " has ended before it took more", ex);
			}
		}
		return any;
	}

	private void writable(SelectionKey key) {
		if (key.isValid()) {
			key.interestOps(0);
			((TcpLink) key.attachment()).writable();
		}
	}

	@Override
	public void close() {
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("The channel's selector could not be closed", ex);
		}
	}

}
