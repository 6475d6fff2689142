package io.coolnode.channel;

import java.util.function.Consumer;

/**
 * Tells when a buffer has filled up to a mark, and when it has emptied down to another
 * one. The lock of the buffer guards it, so that what it tells is never out of order.
 */
final class Congestion {

	private final long high;

	private final long low;

	private final Consumer<Boolean> listener;

	private boolean congested;

	Congestion(long high, long low, Consumer<Boolean> listener) {
		this.high = high;
		this.low = low;
		this.listener = listener;
	}

	void update(long bytes) {
		boolean now = bytes > (this.congested ? this.low : this.high);
		if (now != this.congested) {
			this.congested = now;
			this.listener.accept(now);
		}
	}

}
