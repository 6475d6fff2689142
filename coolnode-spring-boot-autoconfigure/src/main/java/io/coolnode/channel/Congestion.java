package io.coolnode.channel;

import java.util.function.Consumer;

/**
 * Tells when a buffer is more than half full, and when it is less than a quarter full
 * again. The lock of the buffer guards it, so that what it tells is never out of order.
 */
final class Congestion {

	private final long capacity;

	private final Consumer<Boolean> listener;

	private boolean congested;

	Congestion(long capacity, Consumer<Boolean> listener) {
		this.capacity = capacity;
		this.listener = listener;
	}

	void update(long bytes) {
		boolean now = bytes > (this.congested ? this.capacity / 4 : this.capacity / 2);
		if (now != this.congested) {
			this.congested = now;
			this.listener.accept(now);
		}
	}

}
