package io.coolnode.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;

/**
 * What waits for the thread that writes, and what else it is to do. May be used by any
 * thread.
 */
final class Outbox {

	/**
	 * How much may wait here; the rest waits where it is counted against the sender.
	 */
	private static final int MAX_WAITING = 512 * 1024;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	// guarded by lock
	private final Deque<Outgoing> waiting = new ArrayDeque<>();

	// guarded by lock
	private int waitingBytes;

	// guarded by lock
	private boolean refused;

	// guarded by lock
	private boolean presenceDue = true;

	// guarded by lock
	private boolean woken;

	// guarded by lock
	private boolean closed;

	/**
	 * Add a message if there is room for it.
	 * @param node the machine, or {@code null} for all
	 * @param envelope the message
	 * @return {@code false} if it was not added; {@link #takeRefused()} tells of it
	 */
	boolean offer(@Nullable String node, Envelope envelope) {
		this.lock.lock();
		try {
			if (this.waitingBytes >= MAX_WAITING) {
				this.refused = true;
				return false;
			}
			add(new Outgoing(node, new Item.Message(envelope), envelope.size()));
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Add a word, whether there is room or not.
	 * @param node the machine, or {@code null} for all
	 * @param control the word
	 */
	void add(@Nullable String node, Control control) {
		this.lock.lock();
		try {
			add(new Outgoing(node, new Item.Word(control), 0));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(Outgoing outgoing) {
		this.waiting.add(outgoing);
		this.waitingBytes += outgoing.size();
		this.changed.signal();
	}

	/**
	 * Say that this machine is to be told of.
	 */
	void presenceDue() {
		this.lock.lock();
		try {
			this.presenceDue = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let the thread that waits look again.
	 */
	void wake() {
		this.lock.lock();
		try {
			this.woken = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until there is something to do.
	 * @param next when there is in any case, in nanoseconds
	 * @param room whether what waits can be written
	 * @return {@code false} if there will be nothing any more
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean await(long next, boolean room) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long nanos = next - System.nanoTime();
			while (!this.closed && !this.presenceDue && !this.woken && nanos > 0 && (this.waiting.isEmpty() || !room)) {
				nanos = this.changed.awaitNanos(nanos);
			}
			this.woken = false;
			return !this.closed || !this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait for a while, unless this is closed.
	 * @param millis how long
	 * @return {@code false} if it is closed
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean pause(long millis) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
			while (!this.closed && nanos > 0) {
				nanos = this.changed.awaitNanos(nanos);
			}
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean takePresenceDue() {
		this.lock.lock();
		try {
			boolean due = this.presenceDue;
			this.presenceDue = false;
			return due;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take all that waits.
	 * @return the messages and words, in the order in which they were added
	 */
	List<Outgoing> takeAll() {
		this.lock.lock();
		try {
			List<Outgoing> batch = new ArrayList<>(this.waiting);
			this.waiting.clear();
			this.waitingBytes = 0;
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether a message was not added since this was asked last.
	 * @return whether one was not
	 */
	boolean takeRefused() {
		this.lock.lock();
		try {
			boolean was = this.refused;
			this.refused = false;
			return was;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let the thread that waits end when it has taken what waits.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What waits to be written.
	 *
	 * @param node the machine, or {@code null} for all
	 * @param item what goes there
	 * @param size how many bytes it counts for
	 */
	record Outgoing(@Nullable String node, Item item, int size) {

	}

}
