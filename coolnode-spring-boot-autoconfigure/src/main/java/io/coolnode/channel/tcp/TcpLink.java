package io.coolnode.channel.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.MalformedEnvelopeException;

/**
 * A connection after its handshake, and what reads from it: a thread that is followed by
 * another one whenever it gets something else to do.
 */
final class TcpLink implements Link, LinkWriter.Waker {

	private static final Log logger = LogFactory.getLog(TcpLink.class);

	private static final long CLOSE_MILLIS = 1000;

	private final SocketChannel socket;

	private final long workerId;

	private final boolean atMaster;

	private final FrameReader frames;

	private final LinkWriter writer;

	private final LinkListener listener;

	private final Flusher flusher;

	private final Executor readers;

	private final Selector selector;

	private final CountDownLatch ended = new CountDownLatch(1);

	// belongs to the reading thread
	private boolean drained = true;

	// volatile: written by the reading thread, read by whoever closes
	private volatile @Nullable Thread reader;

	TcpLink(SocketChannel socket, long workerId, boolean atMaster, int maxFrame, LinkListener listener, Flusher flusher,
			Executor readers) throws IOException {
		this.socket = socket;
		this.workerId = workerId;
		this.atMaster = atMaster;
		this.frames = new FrameReader(this::await, maxFrame);
		this.writer = new LinkWriter(new FrameWriter(socket), this);
		this.listener = listener;
		this.flusher = flusher;
		this.readers = readers;
		socket.configureBlocking(false);
		this.selector = Selector.open();
		socket.register(this.selector, SelectionKey.OP_READ);
	}

	/**
	 * Serve the connection until it ends, on one of the reading threads at a time.
	 * @param ended is called at the end
	 */
	void start(Runnable ended) {
		this.readers.execute(() -> {
			this.listener.onOpen(this);
			serve(ended);
		});
	}

	private void serve(Runnable ended) {
		this.reader = Thread.currentThread();
		boolean goesOn = false;
		try {
			Runnable work = read();
			if (work != null) {
				this.readers.execute(() -> serve(ended));
				goesOn = true;
				work.run();
			}
		}
		finally {
			if (!goesOn) {
				end();
				this.ended.countDown();
				this.listener.onClosed(this);
				ended.run();
			}
		}
	}

	/**
	 * Read until the connection ends or this thread has something else to do.
	 * @return what that is, or {@code null} at the end
	 */
	private @Nullable Runnable read() {
		try {
			Runnable work = null;
			Frames.Frame frame;
			while (work == null && (frame = this.frames.next()) != null) {
				handle(frame);
				work = this.frames.isNextThere() ? null : this.listener.onPause(this);
			}
			return work;
		}
		catch (ProtocolException | MalformedEnvelopeException ex) {
			logger.warn(this + " is ended: " + ex.getMessage());
		}
		catch (IOException | ClosedSelectorException ex) {
			logger.debug(this + " is broken", ex);
		}
		catch (RuntimeException ex) {
			logger.error(this + " is ended, since what came by it could not be taken in", ex);
		}
		return null;
	}

	private int await(ByteBuffer buffer) throws IOException {
		int count = 0;
		while (count == 0) {
			if (this.drained) {
				this.selector.select((key) -> {
				});
			}
			count = this.socket.read(buffer);
			this.drained = buffer.hasRemaining();
		}
		return count;
	}

	private void handle(Frames.Frame frame) throws ProtocolException {
		switch (frame.type()) {
			case Frames.MESSAGE -> {
				Envelope envelope = Envelope.parse(frame.content());
				if (this.atMaster && envelope.senderId() != this.workerId) {
					throw new ProtocolException("A message claims to be of worker " + envelope.senderId());
				}
				this.listener.onMessage(this, envelope);
			}
			case Frames.CONTROL -> obey(Frames.decodeControl(frame.content()));
			default -> throw new ProtocolException("A frame is of the unknown type " + frame.type());
		}
	}

	private void obey(Control control) throws ProtocolException {
		try {
			this.listener.onControl(this, control);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			logger.debug(control + " makes no sense", ex);
			throw new ProtocolException("The control word '" + control.name() + "' makes no sense: " + ex.getMessage());
		}
	}

	@Override
	public long workerId() {
		return this.workerId;
	}

	@Override
	public void send(Control control) {
		try {
			this.writer.send(control);
		}
		catch (IOException ex) {
			broken(ex);
		}
	}

	@Override
	public boolean write(Envelope envelope) {
		try {
			return this.writer.write(envelope);
		}
		catch (IOException ex) {
			broken(ex);
			return false;
		}
	}

	@Override
	public void flush() {
		try {
			this.writer.flush();
		}
		catch (IOException ex) {
			broken(ex);
		}
	}

	@Override
	public void flushSoon() {
		try {
			this.writer.flushSoon();
		}
		catch (IOException ex) {
			broken(ex);
		}
	}

	@Override
	public void soon() {
		this.flusher.soon(this);
	}

	@Override
	public void whenWritable() {
		this.flusher.whenWritable(this);
	}

	/**
	 * Flush what has gathered. Called by the flusher.
	 */
	void gathered() {
		try {
			this.writer.gathered();
		}
		catch (IOException ex) {
			broken(ex);
		}
	}

	/**
	 * Go on writing, since the connection takes more. Called by the flusher.
	 */
	void writable() {
		try {
			if (this.writer.writable()) {
				this.listener.onWritable(this);
			}
		}
		catch (IOException ex) {
			broken(ex);
		}
	}

	SocketChannel socket() {
		return this.socket;
	}

	@Override
	public void close() {
		try {
			this.writer.close(CLOSE_MILLIS);
			this.socket.shutdownOutput();
			if (this.reader != Thread.currentThread()) {
				this.ended.await(CLOSE_MILLIS / 2, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			logger.debug(this + " could not be closed in order", ex);
		}
		end();
	}

	private void broken(IOException failure) {
		if (failure instanceof ProtocolException) {
			logger.warn(this + " is ended: " + failure.getMessage());
		}
		else {
			logger.debug(this + " is broken", failure);
		}
		end();
	}

	private void end() {
		this.writer.end();
		try {
			this.socket.close();
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug(this + " could not be closed", ex);
		}
		this.flusher.forget();
	}

	@Override
	public String toString() {
		return "The channel's connection of worker " + this.workerId;
	}

}
