package io.coolnode.it.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How to start an application. It serves a free port unless it is told another one.
 */
public final class App {

	private final List<String> launch;

	private final List<String> prefix = new ArrayList<>();

	private final List<String> jvmOptions = new ArrayList<>(ExtractedJar.JVM_OPTIONS);

	private final List<String> arguments = new ArrayList<>();

	private final Map<String, String> properties = new LinkedHashMap<>(Map.of("server.port", "0"));

	private final Map<String, String> environment = new LinkedHashMap<>();

	private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

	private Path directory;

	private String name = "app";

	private boolean terminal;

	private App(List<String> launch) {
		this.launch = launch;
	}

	/**
	 * Start the test application, extracted and with a class-data archive, as that is the
	 * fastest.
	 * @return the application
	 */
	public static App test() {
		return extracted("test.app");
	}

	/**
	 * Start a fat jar after its extraction, and with a class-data archive.
	 * @param property the system property that names its file
	 * @param arguments what it needs to come as far as its refresh when the archive is
	 * made
	 * @return the application
	 */
	public static App extracted(String property, String... arguments) {
		ExtractedJar extracted = ExtractedJar.of(path(property), arguments);
		return jar(extracted.jar()).jvm("-XX:SharedArchiveFile=" + extracted.archive());
	}

	/**
	 * Start a fat jar.
	 * @param property the system property that names its file
	 * @return the application
	 */
	public static App jar(String property) {
		return jar(path(property));
	}

	/**
	 * Start a fat jar.
	 * @param jar its file
	 * @return the application
	 */
	public static App jar(Path jar) {
		return new App(List.of("-jar", jar.toAbsolutePath().toString()));
	}

	/**
	 * Start a main class, or anything else that the launcher of a JVM takes.
	 * @param launch the words between the JVM's options and the program's arguments
	 * @return the application
	 */
	public static App java(String... launch) {
		return new App(List.of(launch));
	}

	/**
	 * Return the file that a system property names.
	 * @param property the name of the property
	 * @return the file
	 */
	public static Path path(String property) {
		String value = System.getProperty(property);
		if (value == null) {
			throw new IllegalStateException("The system property " + property + " names no packaged application");
		}
		return Path.of(value);
	}

	/**
	 * Have workers.
	 * @param workers how many
	 * @return this
	 */
	public App workers(int workers) {
		return with("cool.server.workers", workers);
	}

	/**
	 * Set a property of the application's, as an argument of the program.
	 * @param key the key
	 * @param value the value
	 * @return this
	 */
	public App with(String key, Object value) {
		this.properties.put(key, value.toString());
		return this;
	}

	/**
	 * Set no property that was set before, such as {@code server.port}.
	 * @param key the key
	 * @return this
	 */
	public App without(String key) {
		this.properties.remove(key);
		return this;
	}

	/**
	 * Add arguments of the program.
	 * @param arguments the words
	 * @return this
	 */
	public App arguments(String... arguments) {
		this.arguments.addAll(List.of(arguments));
		return this;
	}

	/**
	 * Add options of the JVM.
	 * @param options the words
	 * @return this
	 */
	public App jvm(String... options) {
		this.jvmOptions.addAll(List.of(options));
		return this;
	}

	/**
	 * Use only the given options of the JVM.
	 * @param options the words
	 * @return this
	 */
	public App onlyJvm(String... options) {
		this.jvmOptions.clear();
		return jvm(options);
	}

	/**
	 * Set an environment variable.
	 * @param key the key
	 * @param value the value
	 * @return this
	 */
	public App environment(String key, String value) {
		this.environment.put(key, value);
		return this;
	}

	/**
	 * Use another JVM than that of the tests.
	 * @param java its executable
	 * @return this
	 */
	public App executable(Path java) {
		this.java = java;
		return this;
	}

	/**
	 * Start in another directory than the one made for the test.
	 * @param directory the directory
	 * @return this
	 */
	public App directory(Path directory) {
		this.directory = directory;
		return this;
	}

	/**
	 * Start by means of another program, such as {@code setsid}.
	 * @param words the words before the executable of the JVM
	 * @return this
	 */
	public App prefix(String... words) {
		this.prefix.addAll(Arrays.asList(words));
		return this;
	}

	/**
	 * Start in a process group of its own, the number of which is the pid.
	 * @return this
	 */
	public App ownGroup() {
		return prefix("setsid");
	}

	/**
	 * Start on a terminal, on which {@link RunningApp#type} types.
	 * @return this
	 */
	public App onTerminal() {
		this.terminal = true;
		return this;
	}

	/**
	 * Name this application among several of one test.
	 * @param name the name
	 * @return this
	 */
	public App named(String name) {
		this.name = name;
		return this;
	}

	String name() {
		return this.name;
	}

	Path directory() {
		return this.directory;
	}

	boolean isPrefixed() {
		return this.terminal || !this.prefix.isEmpty();
	}

	boolean isTyping() {
		return this.terminal;
	}

	Map<String, String> environment() {
		return this.environment;
	}

	List<String> command(Path temporaryFiles) {
		List<String> words = new ArrayList<>(this.prefix);
		words.add(this.java.toString());
		words.add("-Djava.io.tmpdir=" + temporaryFiles);
		words.add("-Dcool.server.crash.directory=" + crashReports(temporaryFiles));
		words.add("-Dcool.server.class-data-sharing=off");
		words.addAll(this.jvmOptions);
		words.addAll(this.launch);
		this.properties.forEach((key, value) -> words.add("--" + key + "=" + value));
		words.addAll(this.arguments);
		return this.terminal ? List.of("script", "-qefc", shellLine(words), "/dev/null") : words;
	}

	/**
	 * Return where this application keeps the reports of deaths, which is no temporary
	 * directory, since they are meant to stay.
	 * @param temporaryFiles its temporary directory
	 * @return the directory
	 */
	static Path crashReports(Path temporaryFiles) {
		return temporaryFiles.resolveSibling(temporaryFiles.getFileName() + "-crashes");
	}

	private static String shellLine(List<String> words) {
		return words.stream()
			.map((word) -> "'" + word.replace("'", "'\\''") + "'")
			.collect(Collectors.joining(" ", "exec ", ""));
	}

}
