package io.coolnode.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
	static final List<String> JVM_OPTIONS = options(Runtime.version().feature());

	/**
	 * The first version of Java that warns of native access which was not allowed.
	 */
	private static final int WARNING = 24;

	private static final Map<Path, ExtractedJar> known = new ConcurrentHashMap<>();

	private static List<String> options(int version) {
		List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m"));
		if (version >= WARNING) {
			options.add("--enable-native-access=ALL-UNNAMED");
		}
		return List.copyOf(options);
	}

	/**
	 * Extract a jar, unless that was done already, by this process or another one.
	 * @param fatJar the jar
	 * @param arguments what the application needs to come as far as its refresh
	 * @return the extracted jar
	 */
	static ExtractedJar of(Path fatJar, String... arguments) {
		return known.computeIfAbsent(fatJar, (jar) -> {
			try {
				return extractOnce(jar, List.of(arguments));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static ExtractedJar extractOnce(Path fatJar, List<String> arguments) throws IOException {
		Path directory = Path.of("target", "extracted", fatJar.getFileName().toString().replace(".jar", ""))
			.toAbsolutePath();
		Files.createDirectories(directory.getParent());
		Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			channel.lock(); // released with the channel
			Path origin = directory.resolve("origin.txt");
			String wanted = describe(fatJar);
			if (!Files.exists(origin) || !Files.readString(origin).equals(wanted)) {
				extract(fatJar, directory, arguments);
				Files.writeString(origin, wanted);
			}
		}
		return new ExtractedJar(directory.resolve(fatJar.getFileName()), archive(directory));
	}

	private static String describe(Path fatJar) throws IOException {
		return String.join("\n", fatJar.toAbsolutePath().toString(), Files.getLastModifiedTime(fatJar).toString(),
				Long.toString(Files.size(fatJar)), System.getProperty("java.home"), System.getProperty("java.version"),
				JVM_OPTIONS.toString());
	}

	private static Path archive(Path directory) {
		return directory.resolve("classes.jsa");
	}

	private static void extract(Path fatJar, Path directory, List<String> arguments) {
		delete(directory);
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Processes.run(java, "-Djarmode=tools", "-jar", fatJar.toString(), "extract", "--destination",
				directory.toString());
		List<String> training = new ArrayList<>(List.of(java));
		training.addAll(JVM_OPTIONS);
		training.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive(directory), "-Djava.io.tmpdir=" + directory,
				"-Dspring.context.exit=onRefresh", "-jar", directory.resolve(fatJar.getFileName()).toString(),
				"--server.port=0", "--spring.pid.file=" + directory.resolve("application.pid")));
		training.addAll(arguments);
		Processes.run(training.toArray(String[]::new));
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
