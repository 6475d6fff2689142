package io.coolnode.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A fat jar that was extracted once, with a class-data archive: its processes start in
 * half the time.
 *
 * @param jar the extracted jar
 * @param archive the class-data archive, which fits {@link #JVM_OPTIONS}
 */
record ExtractedJar(Path jar, Path archive) {

	/**
	 * Options for short-lived processes on a small machine.
	 */
	static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m");

	private static final Map<Path, ExtractedJar> known = new ConcurrentHashMap<>();

	/**
	 * Extract a jar, unless that was done already.
	 * @param fatJar the jar
	 * @param arguments what the application needs to come as far as its refresh
	 * @return the extracted jar
	 */
	static ExtractedJar of(Path fatJar, String... arguments) {
		return known.computeIfAbsent(fatJar, (jar) -> extract(jar, arguments));
	}

	private static ExtractedJar extract(Path fatJar, String... arguments) {
		Path directory = Path.of("target", "extracted", fatJar.getFileName().toString().replace(".jar", ""))
			.toAbsolutePath();
		delete(directory);
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Processes.run(java, "-Djarmode=tools", "-jar", fatJar.toString(), "extract", "--destination",
				directory.toString());
		Path jar = directory.resolve(fatJar.getFileName());
		Path archive = directory.resolve("classes.jsa");
		List<String> training = new ArrayList<>(List.of(java));
		training.addAll(JVM_OPTIONS);
		training.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Djava.io.tmpdir=" + directory,
				"-Dspring.context.exit=onRefresh", "-jar", jar.toString(), "--server.port=0",
				"--spring.pid.file=" + directory.resolve("application.pid")));
		training.addAll(List.of(arguments));
		Processes.run(training.toArray(String[]::new));
		return new ExtractedJar(jar, archive);
	}

	static void delete(Path directory) {
		if (Files.exists(directory)) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

}
