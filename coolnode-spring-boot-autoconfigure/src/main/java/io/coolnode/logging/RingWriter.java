package io.coolnode.logging;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The worker's end of the ring. A record is there for the master as soon as
 * {@link #write} has returned, even if this process is killed then. Where there is no
 * room writers wait, but all together no longer than the given time for each sixteenth of
 * the ring that is read, so that a reader which only creeps does not stop this process;
 * from then on records are dropped and counted until a quarter of the ring is free.
 * <p>
 * Records are aligned to 8 bytes and have a length (4 bytes) before them. None wraps
 * around the end of the ring: a length of -1 says that the next one is at the beginning.
 */
final class RingWriter {

	static final int WRAP = -1;

	static final int ALIGNMENT = 8;

	/**
	 * Where an empty ring is begun anew, so that a little memory is used over and over.
	 */
	private static final int REWIND = 64 * 1024;

	private static final long PAUSE_NANOS = 100_000;

	/**
	 * The most that a single pause counts, so that the time is not up when all processes
	 * were frozen.
	 */
	private static final long MAX_PAUSE_NANOS = 20_000_000;

	/**
	 * How long a writer waits for more room than it needs, since each pause costs.
	 */
	private static final long COMFORT_NANOS = 10_000_000;

	/**
	 * The part of the ring that counts as progress.
	 */
	private static final int PROGRESS = 16;

	private final LogBuffer buffer;

	private final int capacity;

	private final long blockNanos;

	private final LongSupplier clock;

	private final LongConsumer pause;

	private final ReentrantLock lock = new ReentrantLock();

	// volatile: set once the master can be woken, by another thread
	private volatile Runnable bell = () -> {
	};

	// guarded by lock
	private long tail;

	// guarded by lock
	private long head;

	// guarded by lock
	private int committed;

	// guarded by lock
	private long dropped;

	// guarded by lock
	private boolean dropping;

	// guarded by lock: for how long writers have waited since the head was there
	private long waited;

	// guarded by lock
	private long waitedSince;

	RingWriter(LogBuffer buffer, Duration blockTimeout, LongSupplier clock, LongConsumer pause) {
		this.buffer = buffer;
		this.capacity = buffer.capacity();
		this.blockNanos = blockTimeout.toNanos();
		this.clock = clock;
		this.pause = pause;
		this.tail = buffer.get(LogBuffer.TAIL);
		this.head = buffer.get(LogBuffer.HEAD);
		this.waitedSince = this.head;
		this.committed = buffer.committed();
	}

	static int maxLength(int capacity) {
		return capacity / 2 - Integer.BYTES;
	}

	static int sizeOf(int length) {
		return (Integer.BYTES + length + ALIGNMENT - 1) & -ALIGNMENT;
	}

	/**
	 * Use something to wake the master when it sleeps.
	 * @param bell what to run, on any thread that writes
	 */
	void setBell(Runnable bell) {
		this.bell = bell;
	}

	/**
	 * Write a record, and wait for room if there is none.
	 * @param record its bytes
	 * @param length how many of them
	 * @return {@code false} if the record was dropped
	 */
	boolean write(byte[] record, int length) {
		int size = sizeOf(length);
		this.lock.lock();
		try {
			int position = reserve(size);
			if (position < 0) {
				this.buffer.set(LogBuffer.DROPPED, ++this.dropped);
				return false;
			}
			this.buffer.putInt(position, length);
			this.buffer.write(position + Integer.BYTES, record, length);
			this.tail += size;
			this.buffer.set(LogBuffer.TAIL, this.tail);
		}
		finally {
			this.lock.unlock();
		}
		if (this.buffer.take(LogBuffer.ASLEEP)) {
			this.bell.run();
		}
		return true;
	}

	private int reserve(int size) {
		if (this.tail % this.capacity > REWIND && isEmpty()) {
			rewind();
		}
		int position = (int) (this.tail % this.capacity);
		boolean wrap = position + size > this.capacity || !commit(position + size);
		int rest = wrap ? this.capacity - position : 0;
		if (!hasRoom(rest + size) || (wrap && !commit(size))) {
			return -1;
		}
		if (!wrap) {
			return position;
		}
		this.buffer.putInt(position, WRAP);
		this.tail += rest;
		return 0;
	}

	private boolean isEmpty() {
		look();
		return this.head == this.tail;
	}

	/**
	 * See how far the reader has come.
	 */
	private void look() {
		this.head = this.buffer.get(LogBuffer.HEAD);
		if (this.head - this.waitedSince >= this.capacity / PROGRESS) {
			this.waitedSince = this.head;
			this.waited = 0;
		}
	}

	/**
	 * Begin at the beginning, and let the reader do so too. It has nothing to read then,
	 * and says nothing of where it is before it has read something new.
	 */
	private void rewind() {
		this.tail += this.capacity - this.tail % this.capacity;
		this.head = this.tail;
		this.buffer.set(LogBuffer.HEAD, this.head);
	}

	private boolean commit(int end) {
		while (this.committed < end) {
			int before = this.committed;
			this.committed = this.buffer.commit(before);
			if (this.committed == before) {
				return false;
			}
		}
		return true;
	}

	private boolean hasRoom(int size) {
		return (!this.dropping && room() >= size) || awaitRoom(size);
	}

	private long room() {
		return this.capacity - (this.tail - this.head);
	}

	private boolean awaitRoom(int size) {
		look();
		if (room() >= Math.max(size, this.dropping ? this.capacity / 4 : 0)) {
			this.dropping = false;
			return true;
		}
		if (!this.dropping) {
			this.dropping = !pauseForRoom(size);
		}
		return !this.dropping;
	}

	private boolean pauseForRoom(int size) {
		int comfortable = Math.max(size, this.capacity / PROGRESS);
		boolean interrupted = false;
		long paused = 0;
		do {
			long begin = this.clock.getAsLong();
			this.pause.accept(PAUSE_NANOS);
			interrupted |= Thread.interrupted();
			long pausedNow = Math.min(this.clock.getAsLong() - begin, MAX_PAUSE_NANOS);
			paused += pausedNow;
			this.waited += pausedNow;
			look();
		}
		while (room() < ((paused < COMFORT_NANOS) ? comfortable : size) && this.waited < this.blockNanos);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return room() >= size;
	}

}
