package io.coolnode.metrics;

import java.util.List;
import java.util.Map;

/**
 * The values of one series, or of several that belong together as those of a histogram
 * do. What only ever grows is kept after the process has ended; what is as it is at the
 * moment ends with it.
 *
 * @param labels names and values in turn, in the order of the names
 * @param totals what only grows, by its name within the point
 * @param readings what is as it is at the moment, by its name within the point
 * @param created when it began, in milliseconds since 1970, or 0 if that is not known
 * @param exemplars examples of what was counted
 */
record MetricPoint(List<String> labels, Map<String, Double> totals, Map<String, Double> readings, long created,
		List<ExampleValue> exemplars) {

	/**
	 * Create a point of which nothing else is known.
	 * @param labels names and values in turn, in the order of the names
	 * @param totals what only grows
	 * @param readings what is as it is at the moment
	 */
	MetricPoint(List<String> labels, Map<String, Double> totals, Map<String, Double> readings) {
		this(labels, totals, readings, 0, List.of());
	}

	/**
	 * An example of what was counted.
	 *
	 * @param value the value
	 * @param millis when it was, in milliseconds since 1970, or 0 if that is not known
	 * @param labels names and values in turn, such as that of a trace
	 */
	record ExampleValue(double value, long millis, List<String> labels) {

	}

}
