package io.coolnode.channel.tcp;

import java.util.concurrent.TimeUnit;

/**
 * Tells whether little is being sent at the moment, so that a message is best written at
 * once. The lock of the link guards it.
 */
final class Bursts {

	private static final long REFILL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

	private static final long SIZE = 8;

	private long full;

	/**
	 * Count a message.
	 * @param now the monotonic time in nanoseconds
	 * @return {@code false} if more than a few have been sent within a short time, this
	 * one or those before it
	 */
	boolean isCalm(long now) {
		long next = Math.max(this.full, now - SIZE * REFILL_NANOS) + REFILL_NANOS;
		this.full = Math.min(next, now + SIZE * REFILL_NANOS);
		return next <= now;
	}

}
