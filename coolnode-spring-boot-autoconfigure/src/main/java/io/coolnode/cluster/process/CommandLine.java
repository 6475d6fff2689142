package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of a JVM's command line that says what to run: {@code -jar}, {@code -m} or a
 * main class, where to find it, and the program's arguments behind it.
 *
 * @param launch what to run, one or two words
 * @param arguments the arguments of the program
 * @param classPath the class path as it was given, if it was
 * @param modulePath the module path as it was given, if it was
 */
record CommandLine(List<String> launch, List<String> arguments, Optional<String> classPath,
		Optional<String> modulePath) {

	private static final Path PROC = Path.of("/proc/self/cmdline");

	private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

	private static final Set<String> MODULE_PATH = Set.of("-p", "--module-path");

	private static final Set<String> WITH_VALUE = Set.of("--add-modules", "--add-exports", "--add-opens", "--add-reads",
			"--patch-module", "--upgrade-module-path", "--limit-modules", "--enable-native-access", "--source", "-d",
			"--describe-module");

	private static final Set<String> LAUNCH_WITH_VALUE = Set.of("-jar", "-m", "--module");

	static CommandLine current() {
		Charset charset = nativeCharset();
		return parse(words(charset), (file) -> ArgumentFiles.read(Path.of(file), charset));
	}

	private static List<String> words(Charset charset) {
		if (Files.isReadable(PROC)) {
			try {
				String text = new String(Files.readAllBytes(PROC), charset);
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

	static Charset nativeCharset() {
		String name = System.getProperty("sun.jnu.encoding");
		return (name != null) ? Charset.forName(name) : Charset.defaultCharset();
	}

	/**
	 * Find what is run in the words of a command line.
	 * @param words the words, the executable first
	 * @param argumentFiles gives the words of an argument file
	 * @return what is run
	 * @throws WorkerCommandException if nothing is
	 */
	static CommandLine parse(List<String> words, Function<String, List<String>> argumentFiles) {
		return new Parser(words, argumentFiles).parse();
	}

	/**
	 * The state of parsing one command line.
	 */
	private static final class Parser {

		private final List<String> all;

		private final Function<String, List<String>> argumentFiles;

		private final Iterator<String> words;

		private Iterator<String> fromFile = List.<String>of().iterator();

		private boolean filesExpand = true;

		private Optional<String> classPath = Optional.empty();

		private Optional<String> modulePath = Optional.empty();

		Parser(List<String> all, Function<String, List<String>> argumentFiles) {
			this.all = all;
			this.argumentFiles = argumentFiles;
			this.words = all.subList(Math.min(1, all.size()), all.size()).iterator();
		}

		CommandLine parse() {
			while (hasNext()) {
				String word = next();
				if (LAUNCH_WITH_VALUE.contains(word) && hasNext()) {
					return found(List.of(word, next()));
				}
				if (word.startsWith("--module=") || !word.startsWith("-")) {
					return found(List.of(word));
				}
				option(word);
			}
			throw new WorkerCommandException("The command line of this process names no main class: " + this.all);
		}

		private CommandLine found(List<String> launch) {
			List<String> arguments = new ArrayList<>();
			this.fromFile.forEachRemaining(arguments::add);
			this.words.forEachRemaining(arguments::add);
			return new CommandLine(launch, List.copyOf(arguments), this.classPath, this.modulePath);
		}

		private void option(String word) {
			if (CLASS_PATH.contains(word) && hasNext()) {
				this.classPath = Optional.of(next());
			}
			else if (word.startsWith("--class-path=")) {
				this.classPath = Optional.of(word.substring(word.indexOf('=') + 1));
			}
			else if (MODULE_PATH.contains(word) && hasNext()) {
				this.modulePath = Optional.of(next());
			}
			else if (word.startsWith("--module-path=")) {
				this.modulePath = Optional.of(word.substring(word.indexOf('=') + 1));
			}
			else if (WITH_VALUE.contains(word) && hasNext()) {
				next();
			}
			else if (word.equals("--disable-@files")) {
				this.filesExpand = false;
			}
		}

		private boolean hasNext() {
			return this.fromFile.hasNext() || this.words.hasNext();
		}

		/**
		 * Return the next word, that of an argument file if there is one. A file may be
		 * empty, and files do not name files.
		 * @return the word
		 */
		private String next() {
			if (this.fromFile.hasNext()) {
				return this.fromFile.next();
			}
			String word = this.words.next();
			if (!this.filesExpand || !word.startsWith("@") || word.length() == 1) {
				return word;
			}
			if (word.startsWith("@@")) {
				return word.substring(1);
			}
			this.fromFile = this.argumentFiles.apply(word.substring(1)).iterator();
			if (!hasNext()) {
				throw new WorkerCommandException("The command line of this process names no main class: " + this.all);
			}
			return next();
		}

	}

}
