package io.coolnode.cluster.tomcat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import io.coolnode.cluster.WorkerLoad;

/**
 * Leaves the next connection to others for a moment while this worker has more to do than
 * another one that accepts. The one that has least to do never waits, so that a
 * connection always finds a worker.
 */
final class AcceptDelay {

	private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(1).toNanos() / 8;

	private static final long MAX_PAUSE_NANOS = Duration.ofMillis(1).toNanos();

	private static final int PAUSES = 20;

	/**
	 * A connection that is accepted sooner than that was waiting already.
	 */
	private static final long AT_ONCE_NANOS = MAX_PAUSE_NANOS / 2;

	private final WorkerLoad load;

	private final LongConsumer pause;

	private final LongSupplier clock;

	// confined to the acceptor's thread
	private boolean inVain;

	// confined to the acceptor's thread
	private long endNanos;

	/**
	 * Create a delay.
	 * @param load what this worker has to do, and others have
	 */
	AcceptDelay(WorkerLoad load) {
		this(load, LockSupport::parkNanos, System::nanoTime);
	}

	/**
	 * Create a delay.
	 * @param load what this worker has to do, and others have
	 * @param pause lets nanoseconds go by
	 * @param clock the monotonic clock, in nanoseconds
	 */
	AcceptDelay(WorkerLoad load, LongConsumer pause, LongSupplier clock) {
		this.load = load;
		this.pause = pause;
		this.clock = clock;
	}

	/**
	 * Wait, on the acceptor's thread, until this worker may take the next connection.
	 */
	void await() {
		this.inVain = this.load.isBusierThanAnother() && !isEvenSoon();
		if (this.inVain) {
			this.endNanos = this.clock.getAsLong();
		}
	}

	private boolean isEvenSoon() {
		this.load.beginToWait();
		try {
			long nanos = FIRST_PAUSE_NANOS;
			for (int i = 0; i < PAUSES; i++) {
				this.pause.accept(nanos);
				if (!this.load.isBusierThanAnother()) {
					return true;
				}
				nanos = Math.min(2 * nanos, MAX_PAUSE_NANOS);
			}
			return false;
		}
		finally {
			this.load.endToWait();
		}
	}

	/**
	 * Take notice, on the acceptor's thread, that a connection was accepted.
	 */
	void accepted() {
		if (this.inVain && this.clock.getAsLong() - this.endNanos < AT_ONCE_NANOS) {
			this.load.giveUp();
		}
	}

}
