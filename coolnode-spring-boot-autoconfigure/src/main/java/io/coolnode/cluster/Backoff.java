package io.coolnode.cluster;

import java.time.Duration;

/**
 * Pauses that grow from one failure to the next. Confined to the supervisor's thread.
 */
final class Backoff {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final double GROWTH = 1.5;

	private final Duration maxPause;

	private Duration pause = FIRST_PAUSE;

	Backoff(Duration maxPause) {
		this.maxPause = maxPause;
	}

	/**
	 * Begin with the shortest pause again.
	 */
	void reset() {
		this.pause = FIRST_PAUSE;
	}

	/**
	 * Return how long to wait now, and wait longer next time.
	 * @return the pause
	 */
	Duration next() {
		Duration result = min(this.pause, this.maxPause);
		this.pause = min(Duration.ofNanos((long) (this.pause.toNanos() * GROWTH)), this.maxPause);
		return result;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
