package io.coolnode.logging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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

	private final Thread thread = Threads.daemon("coolnode-log", this::run);

	// volatile: set by this thread, read by those that wake it
	private volatile boolean asleep;

	// volatile: set once by whoever closes
	private volatile boolean closed;

	// confined to the thread
	private int quiet;

	private final Runnable tick;

	/**
	 * Create a drain.
	 * @param tick is called after each round, on the drain's thread
	 */
	LogDrain(Runnable tick) {
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
	 * End the thread when all streams have come to their ends.
	 * @param timeout how long to wait for that
	 */
	void close(Duration timeout) {
		this.closed = true;
		LockSupport.unpark(this.thread);
		try {
			this.thread.join(timeout.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		while (!this.closed || !this.streams.isEmpty()) {
			boolean any = false;
			for (WorkerStream stream : this.streams) {
				any |= drain(stream);
			}
			this.tick.run();
			this.quiet = any ? 0 : this.quiet + 1;
			if (!any) {
				pause();
			}
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
		if (this.streams.stream().allMatch(WorkerStream::isEmpty) && !this.closed) {
			boolean woken = this.streams.stream().allMatch(WorkerStream::isAbleToWake);
			LockSupport.parkNanos(this, woken ? SLEEP : BOOT_PAUSE);
		}
		this.asleep = false;
		this.streams.forEach((stream) -> stream.setAsleep(false));
	}

}
