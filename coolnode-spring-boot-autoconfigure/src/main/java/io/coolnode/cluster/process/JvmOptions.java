package io.coolnode.cluster.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The JVM options of workers: those of the master, without what would collide, and what
 * the user adds.
 */
final class JvmOptions {

	private static final String EXIT_ON_OUT_OF_MEMORY = "ExitOnOutOfMemoryError";

	private static final List<OptionRule> RULES = List.of(new DropRule(), new DebuggerRule(), new AgentRule(),
			new FileRule((path) -> Files.isDirectory(Path.of(path))));

	private final List<String> own;

	private final List<String> extra;

	private final @Nullable MemoryPlan memory;

	private final double cpus;

	/**
	 * Create the options of workers.
	 * @param own the options of this JVM
	 * @param extra what the user adds for workers
	 * @param memory how the memory is divided, or {@code null} if it is not known
	 * @param cpus how many CPUs there are for each worker
	 */
	JvmOptions(List<String> own, List<String> extra, @Nullable MemoryPlan memory, double cpus) {
		this.own = List.copyOf(own);
		this.extra = List.copyOf(extra);
		this.memory = memory;
		this.cpus = cpus;
	}

	/**
	 * Return the options for a worker.
	 * @param worker the worker
	 * @return the options
	 */
	List<String> forWorker(WorkerName worker) {
		List<String> options = new ArrayList<>();
		for (String option : this.own) {
			String rewritten = rewrite(option, worker);
			if (rewritten != null) {
				options.add(rewritten);
			}
		}
		this.extra.stream().map(worker::expand).forEach(options::add);
		if (options.stream().noneMatch((option) -> option.contains(EXIT_ON_OUT_OF_MEMORY))) {
			options.add("-XX:+" + EXIT_ON_OUT_OF_MEMORY);
		}
		List<String> sized = (this.memory != null) ? HeapOptions.divide(options, this.memory) : options;
		return CompilerOptions.choose(sized, this.cpus);
	}

	private static @Nullable String rewrite(String option, WorkerName worker) {
		String result = option;
		for (OptionRule rule : RULES) {
			if (result != null) {
				result = rule.rewrite(result, worker);
			}
		}
		return result;
	}

}
