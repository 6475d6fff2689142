package io.coolnode.redis;

import java.util.Comparator;

/**
 * Positions in streams, as Redis writes them: a time in milliseconds, a hyphen and a
 * number.
 */
final class Positions {

	static final String BEGINNING = "0-0";

	static final Comparator<String> ORDER = Comparator.comparingLong(Positions::time)
		.thenComparingLong(Positions::number);

	private Positions() {
	}

	/**
	 * Return when a record was added, by the clock of Redis.
	 * @param position its position
	 * @return milliseconds since 1970
	 */
	static long time(String position) {
		return Long.parseLong(position.substring(0, position.indexOf('-')));
	}

	private static long number(String position) {
		return Long.parseLong(position.substring(position.indexOf('-') + 1));
	}

	/**
	 * Return the first position of a time.
	 * @param time milliseconds since 1970
	 * @return the position
	 */
	static String at(long time) {
		return Math.max(0, time) + "-0";
	}

}
