package io.coolnode.channel.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.Mailbox;
import io.coolnode.channel.MalformedEnvelopeException;

/**
 * A connection after its handshake: one thread reads, another one writes.
 */
final class TcpLink implements Link {

	private static final Log logger = LogFactory.getLog(TcpLink.class);

	private static final long CLOSE_MILLIS = 1000;

	private final SocketChannel socket;

	private final long workerId;

	private final boolean atMaster;

	private final int maxFrame;

	private final LinkListener listener;

	private final Queue<Control> controls = new ConcurrentLinkedQueue<>();

	private final Object mailboxMonitor = new Object();

	private final Thread writer;

	// guarded by mailboxMonitor
	private @Nullable Mailbox mailbox;

	// volatile: written by the reader, read by the writer
	private volatile boolean held;

	// volatile: written by whoever closes, read by both threads
	private volatile boolean closing;

	// volatile: set once before the threads start
	private volatile @Nullable Thread reader;

	TcpLink(SocketChannel socket, long workerId, boolean atMaster, int maxFrame, LinkListener listener) {
		this.socket = socket;
		this.workerId = workerId;
		this.atMaster = atMaster;
		this.maxFrame = maxFrame;
		this.listener = listener;
		this.writer = new Thread(this::write, "coolnode-link-" + workerId + "-write");
		this.writer.setDaemon(true);
	}

	/**
	 * Serve the connection on this thread until it ends.
	 */
	void run() {
		Thread current = Thread.currentThread();
		current.setName("coolnode-link-" + this.workerId + "-read");
		this.reader = current;
		this.listener.onOpen(this);
		this.writer.start();
		try {
			read();
		}
		finally {
			this.closing = true;
			closeSocket();
			LockSupport.unpark(this.writer);
			this.listener.onClosed(this);
		}
	}

	private void read() {
		try {
			Frames.Reader frames = new Frames.Reader(this.socket, this.maxFrame);
			Frames.Frame frame = frames.next();
			while (frame != null) {
				handle(frame);
				frame = frames.next();
			}
		}
		catch (ProtocolException | MalformedEnvelopeException ex) {
			logger.warn(this + " is ended: " + ex.getMessage());
		}
		catch (IOException ex) {
			logger.debug(this + " is broken", ex);
		}
	}

	private void handle(Frames.Frame frame) throws ProtocolException {
		switch (frame.type()) {
			case Frames.MESSAGE -> {
				Envelope envelope = Envelope.parse(frame.content());
				if (this.atMaster && envelope.sender().id() != this.workerId) {
					throw new ProtocolException("A message claims to be of " + envelope.sender());
				}
				this.listener.onMessage(this, envelope);
			}
			case Frames.CONTROL -> this.listener.onControl(this, Frames.decodeControl(frame.content()));
			default -> throw new ProtocolException("A frame is of the unknown type " + frame.type());
		}
	}

	private void write() {
		try {
			Frames.Writer frames = new Frames.Writer(this.socket);
			while (true) {
				boolean written = writeControls(frames) | writeMessages(frames);
				if (written) {
					frames.flush();
				}
				else if (this.closing) {
					this.socket.shutdownOutput();
					return;
				}
				else {
					LockSupport.park(this);
				}
			}
		}
		catch (IOException ex) {
			logger.debug(this + " is broken", ex);
			detach();
			closeSocket();
		}
	}

	private boolean writeControls(Frames.Writer frames) throws IOException {
		boolean any = false;
		Control control;
		while ((control = this.controls.poll()) != null) {
			frames.write(Frames.CONTROL, Frames.encode(control));
			any = true;
		}
		return any;
	}

	private boolean writeMessages(Frames.Writer frames) throws IOException {
		boolean any = false;
		synchronized (this.mailboxMonitor) {
			Mailbox source = this.mailbox;
			while (source != null && !this.held && this.controls.isEmpty() && !frames.isFilled()) {
				Envelope envelope = source.poll();
				if (envelope == null) {
					break;
				}
				if (this.atMaster && !envelope.isFor(this.workerId)) {
					logger.warn("The message " + envelope + " is lost: that process is gone");
					continue;
				}
				frames.write(Frames.MESSAGE, envelope.bytes());
				any = true;
			}
		}
		return any;
	}

	@Override
	public long workerId() {
		return this.workerId;
	}

	@Override
	public void send(Control control) {
		if (!this.closing) {
			this.controls.add(control);
			LockSupport.unpark(this.writer);
		}
	}

	@Override
	public void attach(Mailbox mailbox) {
		synchronized (this.mailboxMonitor) {
			this.mailbox = mailbox;
		}
		mailbox.setTaker(() -> LockSupport.unpark(this.writer));
	}

	@Override
	public void detach() {
		synchronized (this.mailboxMonitor) {
			if (this.mailbox != null) {
				this.mailbox.setTaker(null);
			}
			this.mailbox = null;
		}
	}

	@Override
	public void hold(boolean hold) {
		this.held = hold;
		LockSupport.unpark(this.writer);
	}

	@Override
	public void close() {
		this.closing = true;
		LockSupport.unpark(this.writer);
		Thread reader = this.reader;
		try {
			this.writer.join(CLOSE_MILLIS);
			if (reader != null && reader != Thread.currentThread()) {
				reader.join(CLOSE_MILLIS / 2);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		closeSocket();
	}

	private void closeSocket() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug(this + " could not be closed", ex);
		}
	}

	@Override
	public String toString() {
		return "The channel's connection of worker " + this.workerId;
	}

}
