package io.coolnode.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for something to become true.
 */
public final class Waiting {

	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

	private Waiting() {
	}

	/**
	 * Wait for 2 minutes at most.
	 * @param condition what is to become true
	 * @throws IllegalStateException if it does not
	 */
	public static void until(BooleanSupplier condition) {
		long end = System.nanoTime() + PATIENCE_NANOS;
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("It did not come to that in 2 minutes");
			}
			LockSupport.parkNanos(LOOK_NANOS);
		}
	}

}
