package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of a JVM's command line that says what to run: {@code -jar}, {@code -m} or a
 * main class, and the program's arguments behind it.
 *
 * @param launch what to run, one or two words
 * @param arguments the arguments of the program
 * @param modulePath the module path as it was given, if there is one
 */
record CommandLine(List<String> launch, List<String> arguments, Optional<String> modulePath) {

	private static final Path PROC = Path.of("/proc/self/cmdline");

	private static final Set<String> WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path",
			"--add-modules", "--add-exports", "--add-opens", "--add-reads", "--patch-module", "--upgrade-module-path",
			"--limit-modules", "--enable-native-access", "--source", "-d", "--describe-module");

	private static final Set<String> LAUNCH_WITH_VALUE = Set.of("-jar", "-m", "--module");

	static CommandLine current() {
		return parse(words());
	}

	private static List<String> words() {
		if (Files.isReadable(PROC)) {
			try {
				String text = new String(Files.readAllBytes(PROC), nativeCharset());
				String[] words = text.split("\0", -1);
				return List.of(words).subList(0, words.length - 1);
			}
			catch (IOException ex) {
				throw new WorkerCommandException("The command line cannot be read from " + PROC + ": " + ex);
			}
		}
		ProcessHandle.Info info = ProcessHandle.current().info();
		String[] arguments = info.arguments()
			.orElseThrow(() -> new WorkerCommandException("The system does not tell the command line of this process"));
		return Stream.concat(Stream.of("java"), Stream.of(arguments)).toList();
	}

	private static Charset nativeCharset() {
		String name = System.getProperty("sun.jnu.encoding");
		return (name != null) ? Charset.forName(name) : Charset.defaultCharset();
	}

	/**
	 * Find what is run in the words of a command line.
	 * @param words the words, the executable first
	 * @return what is run
	 * @throws WorkerCommandException if nothing is
	 */
	static CommandLine parse(List<String> words) {
		Optional<String> modulePath = Optional.empty();
		int position = 1;
		while (position < words.size()) {
			String word = words.get(position);
			if (LAUNCH_WITH_VALUE.contains(word) && position + 1 < words.size()) {
				return new CommandLine(words.subList(position, position + 2), rest(words, position + 2), modulePath);
			}
			if (word.startsWith("--module=")) {
				return new CommandLine(List.of(word), rest(words, position + 1), modulePath);
			}
			if (word.equals("-p") || word.equals("--module-path")) {
				modulePath = Optional.of(words.get(position + 1));
			}
			if (WITH_VALUE.contains(word)) {
				position += 2;
			}
			else if (word.startsWith("-") || word.startsWith("@")) {
				position++;
			}
			else {
				return new CommandLine(List.of(word), rest(words, position + 1), modulePath);
			}
		}
		throw new WorkerCommandException("The command line of this process names no main class: " + words);
	}

	private static List<String> rest(List<String> words, int from) {
		return List.copyOf(words.subList(Math.min(from, words.size()), words.size()));
	}

}
