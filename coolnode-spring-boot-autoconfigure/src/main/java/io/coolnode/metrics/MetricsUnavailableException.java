package io.coolnode.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Thrown to whoever asks for metrics when the master does not tell them. What this worker
 * alone could tell would let counters go backwards.
 */
final class MetricsUnavailableException extends RuntimeException {

	MetricsUnavailableException(String reason, @Nullable Throwable cause) {
		super("The metrics of the cluster are not available: " + reason, cause);
	}

}
