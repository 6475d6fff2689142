package io.coolnode.cluster.tomcat;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.coolnode.cluster.WorkerLoad;

/**
 * Decides when a worker with more than its share of connections ends one of them, so that
 * a worker that has come back gets some. What is too much is gone in half a minute, if
 * clients use their connections that often: four connections a second are ended at least,
 * and a hundred at most, but ever fewer while nobody else takes what comes.
 */
final class Shedding {

	private static final int MAX_FRUITLESS = 5;

	private static final long HORIZON_NANOS = Duration.ofSeconds(10).toNanos();

	private static final long MIN_INTERVAL_NANOS = Duration.ofMillis(10).toNanos();

	private static final long MAX_INTERVAL_NANOS = Duration.ofMillis(250).toNanos();

	private final WorkerLoad load;

	private final LongSupplier clock;

	// guarded by this, read without it
	private volatile long dueNanos;

	// guarded by this
	private boolean tooMany;

	/**
	 * What others had accepted when a connection was ended last.
	 */
	// guarded by this
	private long acceptedByOthers = -1;

	/**
	 * How many connections in a row were ended that nobody else got.
	 */
	// guarded by this
	private int fruitless;

	/**
	 * Create a decision.
	 * @param load what this worker has to do, and others have
	 * @param clock the monotonic clock, in nanoseconds
	 */
	Shedding(WorkerLoad load, LongSupplier clock) {
		this.load = load;
		this.clock = clock;
		this.dueNanos = clock.getAsLong();
	}

	/**
	 * Return whether to end a connection now. Two looks in a row must have found too
	 * many, as there may be for a moment.
	 * @return {@code true} once for each connection to end
	 */
	boolean isDue() {
		long now = this.clock.getAsLong();
		return now - this.dueNanos >= 0 && look(now);
	}

	private synchronized boolean look(long now) {
		if (now - this.dueNanos < 0) {
			return false;
		}
		long excess = this.load.excess();
		boolean due = this.tooMany && excess > 0;
		this.tooMany = excess > 0;
		if (due) {
			long accepted = this.load.acceptedByOthers();
			this.fruitless = (accepted == this.acceptedByOthers) ? Math.min(this.fruitless + 1, MAX_FRUITLESS) : 0;
			this.acceptedByOthers = accepted;
		}
		this.dueNanos = now + (interval(excess) << this.fruitless);
		return due;
	}

	private static long interval(long excess) {
		return Math.max(MIN_INTERVAL_NANOS, Math.min(MAX_INTERVAL_NANOS, HORIZON_NANOS / Math.max(1, excess)));
	}

}
