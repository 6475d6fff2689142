package io.coolnode.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When a place gets its next process after a boot failure: after pauses that grow, and
 * not at all past a number of failures in a window of time. Confined to the supervisor's
 * thread.
 */
final class RestartPolicy {

	private final int maxFailures;

	private final Duration window;

	private final LongSupplier nanoTime;

	private final Deque<Long> failures = new ArrayDeque<>();

	private final Backoff backoff;

	RestartPolicy(ClusterSettings settings, LongSupplier nanoTime) {
		this.maxFailures = settings.maxFailures();
		this.window = settings.window();
		this.backoff = new Backoff(settings.maxBackoff());
		this.nanoTime = nanoTime;
	}

	/**
	 * Forget all failures, since a process became ready.
	 */
	void succeeded() {
		this.failures.clear();
		this.backoff.reset();
	}

	/**
	 * Count a boot failure.
	 * @return how long to wait before the next process, or {@code null} to give up
	 */
	@Nullable Duration failed() {
		long now = this.nanoTime.getAsLong();
		this.failures.add(now);
		while (now - this.failures.getFirst() > this.window.toNanos()) {
			this.failures.removeFirst();
		}
		return (this.failures.size() > this.maxFailures) ? null : this.backoff.next();
	}

}
