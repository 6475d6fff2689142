package io.coolnode.redis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Sleeper;

/**
 * The name of this machine, which one master has at a time. One that was killed on this
 * host does not keep the next one waiting.
 */
final class NodeLease {

	private static final Duration LOOK = Duration.ofMillis(200);

	private final String node;

	private final String key;

	private final Duration time;

	private final LeaseHolder self;

	private final StreamStore store;

	private final Sleeper sleeper;

	NodeLease(String node, String key, Duration time, LeaseHolder self, StreamStore store, Sleeper sleeper) {
		this.node = node;
		this.key = key;
		this.time = time;
		this.self = self;
		this.store = store;
		this.sleeper = sleeper;
	}

	/**
	 * Get the name. Waits until a holder that is silent has lost it.
	 * @throws NodeNameTakenException if another master has it and keeps it
	 * @throws InterruptedException if the thread is interrupted
	 * @throws StoreUnavailableException if Redis does not answer
	 */
	void acquire() throws InterruptedException {
		long end = System.nanoTime() + this.time.plus(this.time.dividedBy(2)).toNanos();
		long leftBefore = Long.MAX_VALUE;
		while (!tryAcquire()) {
			StreamStore.Lease lease = this.store.lease(this.key);
			if (lease != null) {
				long left = lease.left().toMillis();
				if (left > leftBefore || System.nanoTime() - end > 0) {
					throw new NodeNameTakenException(this.node, lease.holder());
				}
				leftBefore = left;
			}
			this.sleeper.sleep(LOOK);
		}
	}

	private boolean tryAcquire() {
		return this.store.acquire(this.key, this.self.toString(), replaceable(), this.time);
	}

	private @Nullable String replaceable() {
		StreamStore.Lease lease = this.store.lease(this.key);
		LeaseHolder holder = (lease != null) ? LeaseHolder.parse(lease.holder()) : null;
		return (lease != null && holder != null && this.self.knowsEndOf(holder)) ? lease.holder() : null;
	}

	/**
	 * Keep the name.
	 * @return what has become of it
	 */
	Renewal renew() {
		String holder = this.self.toString();
		if (this.store.renew(this.key, holder, this.time)) {
			return Renewal.KEPT;
		}
		return this.store.acquire(this.key, holder, null, this.time) ? Renewal.TAKEN_AGAIN : Renewal.LOST;
	}

	void release() {
		this.store.release(this.key, this.self.toString());
	}

	/**
	 * What becomes of a name that is to be kept.
	 */
	enum Renewal {

		/**
		 * It was kept.
		 */
		KEPT,

		/**
		 * It was gone, and nobody had it.
		 */
		TAKEN_AGAIN,

		/**
		 * Another master has it.
		 */
		LOST

	}

}
