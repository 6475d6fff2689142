package io.coolnode.cluster;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has happened in the cluster so far, in numbers. Counted on the supervisor's
 * thread, read by any.
 */
public final class ClusterCounts {

	private final Map<RestartReason, LongAdder> restarts = new EnumMap<>(RestartReason.class);

	private final LongAdder drains = new LongAdder();

	ClusterCounts() {
		for (RestartReason reason : RestartReason.values()) {
			this.restarts.put(reason, new LongAdder());
		}
	}

	void restarted(RestartReason reason) {
		counter(reason).increment();
	}

	void drained() {
		this.drains.increment();
	}

	/**
	 * Return how often a place was filled again.
	 * @param reason for what reason
	 * @return the number
	 */
	public long restarts(RestartReason reason) {
		return counter(reason).sum();
	}

	/**
	 * Return how often a worker has begun to drain.
	 * @return the number
	 */
	public long drains() {
		return this.drains.sum();
	}

	private LongAdder counter(RestartReason reason) {
		return this.restarts.getOrDefault(reason, new LongAdder());
	}

}
