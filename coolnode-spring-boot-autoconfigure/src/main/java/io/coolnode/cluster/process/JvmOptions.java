package io.coolnode.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JVM options of a worker: those of the master, without what would collide.
 */
final class JvmOptions {

	private static final List<String> DROPPED = List.of("-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive",
			"-XX:AOTMode=record", "-XX:AOTCacheOutput", "-XX:DumpLoadedClassList", "-Dspring.context.exit",
			"-Dspring.context.checkpoint");

	private static final Pattern DEBUGGER = Pattern.compile("-agentlib:jdwp=.*|-Xrunjdwp:.*");

	private static final String EXIT_ON_OUT_OF_MEMORY = "ExitOnOutOfMemoryError";

	private JvmOptions() {
	}

	/**
	 * Return the options for a worker.
	 * @param own the options of this JVM
	 * @param extra what the user adds for workers
	 * @param code the code of the place
	 * @param id the worker id
	 * @param slot the slot
	 * @return the options
	 */
	static List<String> forWorker(List<String> own, List<String> extra, String code, long id, int slot) {
		List<String> options = new ArrayList<>();
		own.stream()
			.filter((option) -> DROPPED.stream().noneMatch(option::startsWith))
			.filter((option) -> !DEBUGGER.matcher(option).matches())
			.forEach(options::add);
		extra.stream()
			.map((option) -> option.replace("{code}", code)
				.replace("{id}", Long.toString(id))
				.replace("{slot}", Integer.toString(slot)))
			.forEach(options::add);
		if (Stream.concat(own.stream(), extra.stream()).noneMatch((option) -> option.contains(EXIT_ON_OUT_OF_MEMORY))) {
			options.add("-XX:+" + EXIT_ON_OUT_OF_MEMORY);
		}
		return options;
	}

}
