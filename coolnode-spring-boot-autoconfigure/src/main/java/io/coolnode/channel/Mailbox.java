package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelOverflowException;

/**
 * The messages that wait for one receiver, first in, first out, limited in bytes. It
 * outlives the connections that take messages from it: what is waiting when one ends is
 * there for the next.
 */
public final class Mailbox {

	private final String receiver;

	private final long capacity;

	// guarded by lock
	private final Congestion congestion;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition roomMade = this.lock.newCondition();

	// guarded by lock
	private final Queue<Envelope> queue = new ArrayDeque<>();

	// guarded by lock
	private long bytes;

	// volatile: read after each put, without the lock
	private volatile @Nullable Runnable taker;

	/**
	 * Create a mailbox.
	 * @param receiver what to call the receiver in errors
	 * @param capacity how many bytes may wait; one message may be larger
	 * @param congestion is told {@code true} when it is more than half full, and
	 * {@code false} when it is less than a quarter full again; it must not block
	 */
	Mailbox(String receiver, long capacity, Consumer<Boolean> congestion) {
		this.receiver = receiver;
		this.capacity = capacity;
		this.congestion = new Congestion(capacity, congestion);
	}

	/**
	 * Add a message, and wait for room if there is none.
	 * @param envelope the message
	 * @param timeout how long to wait
	 * @throws ChannelOverflowException if there is no room in that time; the message was
	 * not added
	 */
	void put(Envelope envelope, Duration timeout) {
		this.lock.lock();
		try {
			awaitRoom(envelope.size(), timeout);
			this.queue.add(envelope);
			this.bytes += envelope.size();
			this.congestion.update(this.bytes);
		}
		finally {
			this.lock.unlock();
		}
		wakeTaker();
	}

	private void awaitRoom(int size, Duration timeout) {
		long nanos = timeout.toNanos();
		while (this.bytes > 0 && this.bytes + size > this.capacity) {
			if (nanos <= 0) {
				throw new ChannelOverflowException(this.receiver, timeout);
			}
			try {
				nanos = this.roomMade.awaitNanos(nanos);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ChannelOverflowException(this.receiver, timeout);
			}
		}
	}

	/**
	 * Take the oldest message.
	 * @return the message, or {@code null} if there is none
	 */
	public @Nullable Envelope poll() {
		Envelope envelope;
		this.lock.lock();
		try {
			envelope = this.queue.poll();
			if (envelope == null) {
				return null;
			}
			this.bytes -= envelope.size();
			this.roomMade.signalAll();
			this.congestion.update(this.bytes);
		}
		finally {
			this.lock.unlock();
		}
		return envelope;
	}

	/**
	 * Say what to run, on the thread of the sender, whenever a message was added.
	 * @param taker what to run, or {@code null} for nothing
	 */
	public void setTaker(@Nullable Runnable taker) {
		this.taker = taker;
		wakeTaker();
	}

	private void wakeTaker() {
		Runnable taker = this.taker;
		if (taker != null) {
			taker.run();
		}
	}

	/**
	 * Throw away all messages.
	 * @return how many there were
	 */
	int clear() {
		int count = 0;
		while (poll() != null) {
			count++;
		}
		return count;
	}

}
