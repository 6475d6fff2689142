package io.coolnode.channel.tcp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;

/**
 * The writing half of a connection. Whoever sends writes, as long as the connection takes
 * it; the {@link Flusher} goes on when it takes it again.
 */
final class LinkWriter {

	/**
	 * How much is worth a call of the system, whatever comes next.
	 */
	private static final int WORTH_WRITING = 32 * 1024;

	/**
	 * How much must have come since the waker's last call for it to be worth waiting for
	 * that.
	 */
	private static final int WORTH_WAITING = WORTH_WRITING / 8;

	/**
	 * How many bytes of control words may wait. The most that a peer in order leaves
	 * waiting are those about the requests that fit into the buffers of a connection.
	 */
	private static final int MAX_CONTROLS = 8 * 1024 * 1024;

	private final FrameWriter frames;

	private final Waker waker;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition emptied = this.lock.newCondition();

	// guarded by lock
	private final Bursts bursts = new Bursts();

	// guarded by lock
	private final Queue<byte[]> controls = new ArrayDeque<>();

	// guarded by lock: the bytes of the control words that wait
	private int controlBytes;

	// guarded by lock: whether the waker was asked, and has not called yet
	private boolean awaited;

	// guarded by lock: whether the waker was asked to flush, and has not done so yet
	private boolean gathering;

	// guarded by lock: how much waited when the waker called last
	private int gathered;

	// guarded by lock: whether a message was not taken
	private boolean refused;

	// guarded by lock
	private boolean closed;

	/**
	 * Create the writing half of a connection.
	 * @param frames writes frames
	 * @param waker calls when it is time to go on
	 */
	LinkWriter(FrameWriter frames, Waker waker) {
		this.frames = frames;
		this.waker = waker;
	}

	void send(Control control) throws IOException {
		byte[] content = Frames.encode(control);
		this.lock.lock();
		try {
			if (!this.closed) {
				this.controls.add(content);
				this.controlBytes += content.length;
				writeControls();
				settle();
				if (this.controlBytes > MAX_CONTROLS) {
					this.closed = true;
					throw new ProtocolException(
							"The peer has left more than " + MAX_CONTROLS + " bytes of control words unread");
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean writeControls() throws IOException {
		byte[] content = this.controls.peek();
		while (content != null && this.frames.write(Frames.CONTROL, content)) {
			this.controls.remove();
			this.controlBytes -= content.length;
			content = this.controls.peek();
		}
		return !this.frames.isBlocked() && this.frames.flush() && this.controls.isEmpty();
	}

	boolean write(Envelope envelope) throws IOException {
		this.lock.lock();
		try {
			boolean written = !this.closed && this.controls.isEmpty()
					&& this.frames.write(Frames.MESSAGE, envelope.bytes());
			this.refused |= !written;
			settle();
			return written;
		}
		finally {
			this.lock.unlock();
		}
	}

	void flush() throws IOException {
		this.lock.lock();
		try {
			if (!this.frames.isBlocked() && this.frames.waiting() > 0) {
				this.frames.flush();
				settle();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void flushSoon() throws IOException {
		this.lock.lock();
		try {
			int waiting = this.frames.waiting();
			if (this.frames.isBlocked() || waiting == 0) {
				return;
			}
			if (waiting >= WORTH_WRITING || this.bursts.isCalm(System.nanoTime())) {
				this.gathered = 0;
				this.frames.flush();
				settle();
			}
			else if (!this.gathering) {
				this.gathering = true;
				this.waker.soon();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Flush what has gathered, at the waker's call, unless so much has come since the
	 * last one that there will soon be enough for whoever sends to flush it.
	 */
	void gathered() throws IOException {
		this.lock.lock();
		try {
			int waiting = this.frames.waiting();
			this.gathering = waiting - this.gathered >= WORTH_WAITING && !this.frames.isBlocked();
			if (this.gathering) {
				this.gathered = waiting;
				this.waker.soon();
			}
			else {
				this.gathered = 0;
				flush();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Go on writing, at the waker's call.
	 * @return whether a message was not taken before and would be now
	 */
	boolean writable() throws IOException {
		this.lock.lock();
		try {
			this.awaited = false;
			boolean tell = this.frames.flush() && writeControls() && this.refused;
			this.refused &= !tell;
			settle();
			return tell;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void settle() {
		if (this.frames.isBlocked()) {
			if (!this.awaited) {
				this.awaited = true;
				this.waker.whenWritable();
			}
		}
		else if (this.frames.waiting() == 0 && this.controls.isEmpty()) {
			this.emptied.signalAll();
		}
	}

	/**
	 * Take no more, and wait until what was taken has been written.
	 * @param millis how long to wait
	 */
	void close(long millis) throws IOException, InterruptedException {
		long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
		this.lock.lock();
		try {
			this.closed = true;
			flush();
			while (nanos > 0 && (this.frames.waiting() > 0 || !this.controls.isEmpty())) {
				nanos = this.emptied.awaitNanos(nanos);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take no more, and forget what was taken, since the connection has ended.
	 */
	void end() {
		this.lock.lock();
		try {
			this.closed = true;
			this.controls.clear();
			this.controlBytes = 0;
			this.emptied.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What calls back from a thread of its own.
	 */
	interface Waker {

		/**
		 * Call {@link LinkWriter#gathered()} after a short while.
		 */
		void soon();

		/**
		 * Call {@link LinkWriter#writable()} when the connection takes more.
		 */
		void whenWritable();

	}

}
