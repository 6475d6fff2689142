package io.coolnode.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JVM options that say how large the heap is.
 */
final class HeapOptions {

	private static final Pattern MAXIMUM = Pattern.compile("(?:-Xmx|-XX:MaxHeapSize=)(\\d+)([kKmMgGtT]?)");

	private static final Pattern INITIAL = Pattern
		.compile("(?:-Xms|-XX:InitialHeapSize=|-XX:MinHeapSize=)(\\d+)([kKmMgGtT]?)");

	private static final Pattern TOTAL = Pattern.compile("-XX:MaxRAM=(\\d+)([kKmMgGtT]?)");

	private static final Pattern PERCENTAGE = Pattern
		.compile("(-XX:(Max|Initial|Min)RAMPercentage=)(\\d+(?:\\.\\d+)?)");

	private static final String MAXIMUM_PERCENTAGE = "-XX:MaxRAMPercentage=";

	private static final String UNITS = "kmgt";

	private HeapOptions() {
	}

	/**
	 * Divide percentages among the workers, and give a maximum where there is none.
	 * @param options the options of a worker
	 * @param plan how the memory is divided
	 * @return the options
	 */
	static List<String> divide(List<String> options, MemoryPlan plan) {
		List<String> result = new ArrayList<>();
		for (String option : options) {
			Matcher matcher = PERCENTAGE.matcher(option);
			result.add(!matcher.matches() ? option : String.format(Locale.ROOT, "%s%.4f", matcher.group(1),
					plan.divide(Double.parseDouble(matcher.group(3)))));
		}
		boolean sized = maximum(options).isPresent()
				|| options.stream().anyMatch((option) -> option.startsWith(MAXIMUM_PERCENTAGE));
		if (!sized) {
			long heap = Math.max(plan.defaultHeap(), find(INITIAL, options).orElse(0));
			result.add("-Xmx" + heap / 1024 + "k");
		}
		return result;
	}

	/**
	 * Return the size that the options give to the heap.
	 * @param options the options of a worker
	 * @return the size in bytes, if they give one
	 */
	static OptionalLong maximum(List<String> options) {
		return find(MAXIMUM, options);
	}

	/**
	 * Return how much memory the options let the JVM see.
	 * @param options the options of a JVM
	 * @return the size in bytes, if they say so
	 */
	static OptionalLong total(List<String> options) {
		return find(TOTAL, options);
	}

	private static OptionalLong find(Pattern pattern, List<String> options) {
		return options.stream()
			.map(pattern::matcher)
			.filter(Matcher::matches)
			.mapToLong((matcher) -> bytes(matcher.group(1), matcher.group(2)))
			.reduce((first, last) -> last);
	}

	private static long bytes(String number, String unit) {
		int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1;
		return Long.parseLong(number) << (10 * power);
	}

}
