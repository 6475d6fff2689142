package io.coolnode.logging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Threads;

/**
 * The one thread of a master that hands on what workers log. After the last record it
 * looks again a few times before it sleeps, so that a worker that logs often need not
 * wake it each time.
 */
final class LogDrain {

	private static final Log logger = LogFactory.getLog(LogDrain.class);

	private static final long SHORT_PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

	private static final long LONG_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int PAUSES = 10;

	/**
	 * How long to sleep while there is a worker that cannot wake this thread.
	 */
	private static final long BOOT_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long SLEEP = TimeUnit.SECONDS.toNanos(1);

	private final List<WorkerStream> streams = new CopyOnWriteArrayList<>();

	/**
	 * How many rounds had something to do.
	 */
	private final AtomicLong progress = new AtomicLong();

	private final Thread thread = Threads.daemon("coolnode-log", this::run);

	// volatile: set by this thread, read by those that wake it
	private volatile boolean asleep;

	// volatile: set once by whoever closes
	private volatile boolean closed;

	// confined to the thread
	private int quiet;

	private final BooleanSupplier tick;

	/**
	 * Create a drain.
	 * @param tick is called after each round, on the drain's thread; tells whether there
	 * was anything to do
	 */
	LogDrain(BooleanSupplier tick) {
		this.tick = tick;
	}

	void start() {
		this.thread.start();
	}

	void add(WorkerStream stream) {
		this.streams.add(stream);
		wake();
	}

	void wake() {
		if (this.asleep) {
			this.asleep = false;
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * End the thread when all streams have come to their ends, and wait for that.
	 * @param patience how long to wait while nothing comes out
	 * @param limit how often to wait that long while something does
	 * @return whether it has ended
	 */
	boolean close(Duration patience, int limit) {
		this.closed = true;
		LockSupport.unpark(this.thread);
		try {
			long before = -1;
			for (int i = 0; i < limit && this.thread.isAlive() && before != this.progress.get(); i++) {
				before = this.progress.get();
				this.thread.join(patience.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return !this.thread.isAlive();
	}

	private void run() {
		while (!this.closed || !this.streams.isEmpty()) {
			try {
				round();
			}
			catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError ex) {
				this.thread.getUncaughtExceptionHandler().uncaughtException(this.thread, ex);
			}
		}
	}

	private void round() {
		boolean any = false;
		for (WorkerStream stream : this.streams) {
			any |= drain(stream);
		}
		any |= this.tick.getAsBoolean();
		this.quiet = any ? 0 : this.quiet + 1;
		if (any) {
			this.progress.incrementAndGet();
		}
		else {
			pause();
		}
	}

	private boolean drain(WorkerStream stream) {
		try {
			return stream.drain();
		}
		catch (RuntimeException | LinkageError | OutOfMemoryError ex) {
			logger.error("What worker " + stream + " logs cannot be handed on", ex);
			return true;
		}
		finally {
			if (stream.isFinished()) {
				this.streams.remove(stream);
			}
		}
	}

	private void pause() {
		if (this.quiet <= PAUSES) {
			LockSupport.parkNanos(this, SHORT_PAUSE);
		}
		else if (this.quiet <= 2 * PAUSES) {
			LockSupport.parkNanos(this, LONG_PAUSE);
		}
		else {
			sleep();
		}
	}

	private void sleep() {
		this.asleep = true;
		this.streams.forEach((stream) -> stream.setAsleep(true));
		boolean idle = this.streams.stream().allMatch(WorkerStream::isEmpty) && !this.tick.getAsBoolean();
		if (idle && !this.closed) {
			boolean woken = this.streams.stream().allMatch(WorkerStream::isAbleToWake);
			LockSupport.parkNanos(this, woken ? SLEEP : BOOT_PAUSE);
		}
		this.asleep = false;
		this.streams.forEach((stream) -> stream.setAsleep(false));
	}

}
