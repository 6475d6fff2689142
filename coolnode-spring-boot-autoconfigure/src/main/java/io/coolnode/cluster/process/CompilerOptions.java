package io.coolnode.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The JVM options that decide when code is worth the optimizing compiler. By default the
 * JVM supposes that this compiler has a CPU to itself, and gives it a third of a start's
 * CPU time for code that hardly runs again; where several JVMs start on the same CPUs,
 * that is what they wait for.
 */
final class CompilerOptions {

	private static final Pattern CHOICE = Pattern.compile("-XX:[+-]?Tier.*|-XX:CompileThreshold.*"
			+ "|-XX:[+-]\\w*JVMCI\\w*|-XX:CompilationMode=.*|-Xint|-Xcomp|-XX:Flags=.*");

	/**
	 * How much more often than by default code has to run.
	 */
	private static final int PATIENCE = 10;

	private static final List<Threshold> THRESHOLDS = List.of(new Threshold("Tier4InvocationThreshold", 5000),
			new Threshold("Tier4MinInvocationThreshold", 600), new Threshold("Tier4CompileThreshold", 15000),
			new Threshold("Tier4BackEdgeThreshold", 40000));

	/**
	 * With how many CPUs for each worker compilers disturb nobody.
	 */
	private static final double SEVERAL_CPUS = 2;

	private CompilerOptions() {
	}

	/**
	 * Let workers that share CPUs optimize later, unless the user has decided about that.
	 * @param options the options of a worker
	 * @param cpus how many CPUs there are for each worker
	 * @return the options
	 */
	static List<String> choose(List<String> options, double cpus) {
		if (cpus >= SEVERAL_CPUS || options.stream().anyMatch((option) -> CHOICE.matcher(option).matches())) {
			return options;
		}
		List<String> result = new ArrayList<>(options);
		THRESHOLDS.forEach((threshold) -> result.add("-XX:" + threshold.name() + "=" + PATIENCE * threshold.normal()));
		return result;
	}

	/**
	 * A threshold of the optimizing compiler.
	 *
	 * @param name the name of the option
	 * @param normal its default
	 */
	private record Threshold(String name, int normal) {
	}

}
