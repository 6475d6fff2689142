package io.coolnode.cluster.process;

import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM options that an archive of classes depends on: it fits a JVM that has the same.
 */
final class ClassDataOptions {

	private static final List<String> DECIDED = List.of("-Xshare:", "-XX:SharedArchiveFile", "-XX:SharedClassListFile",
			"-XX:+AutoCreateSharedArchive", "-XX:+UseSharedSpaces", "-XX:-UseSharedSpaces", "-XX:AOT", "-XX:+AOT",
			"-XX:-AOT");

	private static final List<String> UNFIT = List.of("--patch-module", "--upgrade-module-path", "--limit-modules",
			"-Djava.system.class.loader", "-Xint", "-Xdebug");

	private static final List<String> RELEVANT = List.of("-XX:+Use", "-XX:-Use", "-XX:ObjectAlignmentInBytes",
			"-XX:+Unlock", "-XX:+BytecodeVerification", "-XX:-BytecodeVerification", "-Xverify", "-Xbootclasspath",
			"--add-modules", "--enable-native-access", "--enable-preview");

	/**
	 * Objects are written into an archive by the JVM's usual collector alone, and read by
	 * these too.
	 */
	private static final List<String> READING_COLLECTORS = List.of("-XX:+UseSerialGC", "-XX:+UseParallelGC");

	/**
	 * Beyond it pointers to objects take another form.
	 */
	private static final long LARGE_HEAP = 31L << 30;

	private static final long SMALL_HEAP = 512L << 20;

	private final List<String> relevant;

	private final long heap;

	private ClassDataOptions(List<String> relevant, long heap) {
		this.relevant = relevant;
		this.heap = heap;
	}

	/**
	 * Find what matters.
	 * @param options the options of a worker
	 * @return what matters of them
	 * @throws ClassDataException if workers cannot share class data with these options
	 */
	static ClassDataOptions of(List<String> options) {
		find(DECIDED, options).findFirst().ifPresent((option) -> {
			throw new ClassDataException("the option " + option + " decides about it");
		});
		find(UNFIT, options).findFirst().ifPresent((option) -> {
			throw new ClassDataException("the JVM shares none with the option " + option);
		});
		List<String> relevant = find(RELEVANT, options).filter((option) -> !READING_COLLECTORS.contains(option))
			.toList();
		return new ClassDataOptions(relevant, HeapOptions.maximum(options).orElse(SMALL_HEAP));
	}

	private static Stream<String> find(List<String> beginnings, List<String> options) {
		return options.stream().filter((option) -> beginnings.stream().anyMatch(option::startsWith));
	}

	/**
	 * Return the options with which an archive for such workers is written.
	 * @return the options
	 */
	List<String> forWriting() {
		return Stream.concat(this.relevant.stream(), Stream.of("-Xmx" + Math.max(SMALL_HEAP, this.heap) / 1024 + "k"))
			.toList();
	}

	/**
	 * Return what another archive is needed for when it changes.
	 * @return the text
	 */
	String fingerprint() {
		return String.join("\n", this.relevant) + ((this.heap > LARGE_HEAP) ? "\nlarge heap" : "");
	}

}
