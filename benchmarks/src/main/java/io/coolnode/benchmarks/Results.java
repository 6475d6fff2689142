package io.coolnode.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints the results of measures, each as a line {@code RESULT product METRIC VALUE}.
 */
public final class Results {

	private Results() {
	}

	/**
	 * Print a result.
	 * @param metric what was measured, with its unit
	 * @param value the value
	 */
	public static void print(String metric, double value) {
		System.out.printf(Locale.ROOT, "RESULT product %s %.2f%n", metric, value);
	}

	/**
	 * Return a percentile.
	 * @param nanos times, which are sorted by this
	 * @param fraction which one: 0.5 for the median
	 * @return the percentile in microseconds
	 */
	public static double percentileMicros(long[] nanos, double fraction) {
		Arrays.sort(nanos);
		return nanos[(int) (nanos.length * fraction)] / 1000.0;
	}

	/**
	 * Return the median.
	 * @param values the values of all rounds
	 * @return the one in the middle, the upper one of two
	 */
	public static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
