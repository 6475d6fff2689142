package io.coolnode.cluster;

import java.util.List;

/**
 * What a worker tells of itself with each heartbeat.
 *
 * @param requests how many requests it has served since its start
 * @param inFlight how many requests are in service
 * @param heapUsed how many bytes of its heap are used
 */
public record Vitals(long requests, int inFlight, long heapUsed) {

	static final Vitals NONE = new Vitals(0, 0, 0);

	private static final int FIELDS = 3;

	/**
	 * Return these as values of a control word.
	 * @return the values, which {@link #parse} reads
	 */
	List<String> format() {
		return List.of(Long.toString(this.requests), Integer.toString(this.inFlight), Long.toString(this.heapUsed));
	}

	/**
	 * Read what {@link #format} has written.
	 * @param values the values, of which later releases may add more
	 * @return the vitals
	 * @throws IllegalArgumentException if it is something else
	 */
	static Vitals parse(List<String> values) {
		if (values.size() < FIELDS) {
			throw new IllegalArgumentException("Not the vitals of a worker: " + values);
		}
		return new Vitals(Long.parseLong(values.get(0)), Integer.parseInt(values.get(1)),
				Long.parseLong(values.get(2)));
	}

}
