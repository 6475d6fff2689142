package io.coolnode.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The JVM options that choose the garbage collector. The JVM takes the serial one where
 * it sees one CPU; workers that share the CPUs see all of them, and would all take the
 * one for several.
 */
final class CollectorOptions {

	private static final String SERIAL = "-XX:+UseSerialGC";

	private static final String PARALLEL = "-XX:+UseParallelGC";

	private static final Pattern CHOICE = Pattern
		.compile("-XX:[+-]Use\\w*GC|-XX:\\W?G1.*|-XX:MaxGCPauseMillis=.*|-XX:\\+AggressiveHeap|-XX:Flags=.*");

	/**
	 * With how many CPUs the JVM would not take the serial collector.
	 */
	private static final double SEVERAL_CPUS = 2;

	/**
	 * Up to which size the serial collector's longest pauses are short enough.
	 */
	private static final long SMALL_HEAP = 1L << 30;

	private CollectorOptions() {
	}

	/**
	 * Choose the serial collector for workers that have about one CPU each and a small
	 * heap, unless the user has chosen one.
	 * @param options the options of a worker, with the size of its heap
	 * @param cpus how many CPUs there are for each worker
	 * @return the options
	 */
	static List<String> choose(List<String> options, double cpus) {
		boolean small = cpus < SEVERAL_CPUS && HeapOptions.maximum(options).orElse(Long.MAX_VALUE) <= SMALL_HEAP;
		if (!small || options.stream().anyMatch((option) -> CHOICE.matcher(option).matches())) {
			return options;
		}
		List<String> result = new ArrayList<>(options);
		result.add(SERIAL);
		return result;
	}

	/**
	 * Return whether an archive of classes depends on an option. Objects are written into
	 * it by the JVM's usual collector alone, and read by the serial and the parallel one
	 * too.
	 * @param option an option
	 * @return {@code false} if it chooses one of these two
	 */
	static boolean mattersToArchives(String option) {
		return !option.equals(SERIAL) && !option.equals(PARALLEL);
	}

}
