package io.coolnode.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How much time a drain has.
 *
 * @param timeout how long to wait for what is in service
 * @param idleTimeout how long a connection without a request may stay open
 */
record DrainTerms(Duration timeout, Duration idleTimeout) {

	/**
	 * Return these terms as the values of a control word.
	 * @return the values, which {@link #parse} reads
	 */
	String[] format() {
		return new String[] { Long.toString(this.timeout.toMillis()), Long.toString(this.idleTimeout.toMillis()) };
	}

	/**
	 * Read what {@link #format} has written.
	 * @param values the values
	 * @return the terms
	 */
	static DrainTerms parse(List<String> values) {
		return new DrainTerms(millis(values.get(0)), millis(values.get(1)));
	}

	private static Duration millis(String value) {
		return Duration.ofMillis(Long.parseLong(value));
	}

}
