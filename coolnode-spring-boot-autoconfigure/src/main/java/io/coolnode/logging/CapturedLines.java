package io.coolnode.logging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Lines that came out of a worker's standard streams themselves, such as those of its
 * JVM, until the master's log takes them. They are always read, since a worker that
 * prints must not have to wait: where there is no room, a line is dropped and counted.
 */
final class CapturedLines {

	private static final int MAX_SIZE = 1024 * 1024;

	private static final int OVERHEAD = 64;

	private final long blockNanos;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	// guarded by lock
	private final Deque<PrintedLine> lines = new ArrayDeque<>();

	// guarded by lock
	private long size;

	// guarded by lock
	private long dropped;

	// guarded by lock
	private boolean dropping;

	CapturedLines(Duration blockTimeout) {
		this.blockNanos = blockTimeout.toNanos();
	}

	/**
	 * Take a line, and wait for room if there is none.
	 * @param error whether it was printed to the standard error
	 * @param text the line
	 */
	void add(boolean error, String text) {
		this.lock.lock();
		try {
			if (!hasRoom()) {
				this.dropped++;
				return;
			}
			this.lines.add(new PrintedLine(error, Instant.now(), error ? "stderr" : "stdout", text));
			this.size += sizeOf(text);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hasRoom() {
		long left = this.dropping ? 0 : this.blockNanos;
		while (this.size >= MAX_SIZE && left > 0) {
			try {
				left = this.room.awaitNanos(left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				left = 0;
			}
		}
		this.dropping = this.size >= MAX_SIZE;
		return !this.dropping;
	}

	/**
	 * Return the oldest line and forget it.
	 * @return the line, or {@code null} if there is none
	 */
	@Nullable PrintedLine poll() {
		this.lock.lock();
		try {
			PrintedLine line = this.lines.poll();
			if (line != null) {
				this.size -= sizeOf(line.text());
				this.room.signal();
			}
			return line;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static int sizeOf(String text) {
		return text.length() + OVERHEAD;
	}

	boolean isEmpty() {
		this.lock.lock();
		try {
			return this.lines.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many lines were dropped so far.
	 * @return the number
	 */
	long dropped() {
		this.lock.lock();
		try {
			return this.dropped;
		}
		finally {
			this.lock.unlock();
		}
	}

}
