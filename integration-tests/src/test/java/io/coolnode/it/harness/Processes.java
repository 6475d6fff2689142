package io.coolnode.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the system tells of processes, and signals to them.
 */
public final class Processes {

	private static final Path PROC = Path.of("/proc");

	private Processes() {
	}

	/**
	 * Send a signal.
	 * @param name the name without "SIG"
	 * @param pid the process, or the negative of a process group
	 */
	public static void signal(String name, long pid) {
		run("kill", "-" + name, "--", Long.toString(pid));
	}

	/**
	 * Run a command of the system's to its end.
	 * @param command the words
	 * @return what it printed
	 */
	public static String run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int status = process.waitFor();
			if (status != 0) {
				throw new IllegalStateException(String.join(" ", command) + " ended with " + status + ": " + output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return whether a process is there and has not ended.
	 * @param pid the process
	 * @return {@code false} for a zombie too
	 */
	public static boolean isAlive(long pid) {
		String state = state(pid);
		return !state.isEmpty() && !state.equals("Z") && !state.equals("X");
	}

	/**
	 * Return the state of a process.
	 * @param pid the process
	 * @return the letter that the system shows, such as "T" for a stopped one; empty if
	 * there is none
	 */
	public static String state(long pid) {
		String stat = read(PROC.resolve(pid + "/stat"));
		int end = stat.lastIndexOf(')');
		return (end < 0) ? "" : stat.substring(end + 2, end + 3);
	}

	/**
	 * Return the words by which a process was started.
	 * @param pid the process
	 * @return the words, none if it has ended
	 */
	public static List<String> commandLine(long pid) {
		return split(read(PROC.resolve(pid + "/cmdline")));
	}

	/**
	 * Return the files that a process has open.
	 * @param pid the process
	 * @return the files, none if it has ended
	 */
	public static List<Path> openFiles(long pid) {
		List<Path> result = new ArrayList<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
			for (Path descriptor : descriptors) {
				target(descriptor).ifPresent(result::add);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return result;
	}

	private static Optional<Path> target(Path descriptor) {
		try {
			return Optional.of(Files.readSymbolicLink(descriptor));
		}
		catch (IOException ex) {
			return Optional.empty(); // it was closed
		}
	}

	/**
	 * Return the environment that a process was started with.
	 * @param pid the process
	 * @return names and values, none if it has ended
	 */
	public static Map<String, String> environment(long pid) {
		Map<String, String> result = new HashMap<>();
		for (String entry : split(read(PROC.resolve(pid + "/environ")))) {
			int separator = entry.indexOf('=');
			if (separator > 0) {
				result.put(entry.substring(0, separator), entry.substring(separator + 1));
			}
		}
		return result;
	}

	/**
	 * Return how much memory a process takes of the machine: pages that it shares with
	 * others count in parts.
	 * @param pid the process
	 * @return the size in kilobytes, 0 if it has ended
	 */
	public static long memory(long pid) {
		return Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$")
			.matcher(read(PROC.resolve(pid + "/smaps_rollup")))
			.results()
			.mapToLong((match) -> Long.parseLong(match.group(1)))
			.sum();
	}

	/**
	 * Return the processes with an environment variable, children of children included.
	 * @param name the name
	 * @param value the value
	 * @return their ids
	 */
	static List<Long> withEnvironment(String name, String value) {
		List<Long> result = new ArrayList<>();
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
			for (Path directory : directories) {
				long pid = Long.parseLong(directory.getFileName().toString());
				if (value.equals(environment(pid).get(name)) && isAlive(pid)) {
					result.add(pid);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return result;
	}

	private static List<String> split(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split("\0"));
	}

	private static String read(Path path) {
		try {
			return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ""; // the process has ended
		}
	}

	/**
	 * Return the names of the threads of a process.
	 * @param pid its pid
	 * @return the names, of 15 characters at most
	 * @throws IOException if there is no such process
	 */
	public static List<String> threads(long pid) throws IOException {
		List<String> names = new ArrayList<>();
		try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
			for (Path task : tasks) {
				nameOf(task).ifPresent(names::add);
			}
		}
		return names;
	}

	private static Optional<String> nameOf(Path task) {
		try {
			return Optional.of(Files.readString(task.resolve("comm")).trim());
		}
		catch (IOException ex) {
			// it has ended meanwhile
			return Optional.empty();
		}
	}

}
