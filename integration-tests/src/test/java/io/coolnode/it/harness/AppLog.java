package io.coolnode.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a process and its children have printed.
 */
public final class AppLog {

	private static final int TAIL = 120;

	private final Path file;

	AppLog(Path file) {
		this.file = file;
	}

	/**
	 * Return the file.
	 * @return the file
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Return all that was printed so far.
	 * @return the text
	 */
	public String text() {
		try {
			return new String(Files.readAllBytes(this.file), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the lines that were printed so far.
	 * @return the lines
	 */
	public List<String> lines() {
		return text().lines().toList();
	}

	/**
	 * Return the lines that match.
	 * @param regex what is to be found in them
	 * @return the lines
	 */
	public List<String> lines(String regex) {
		Pattern pattern = Pattern.compile(regex);
		return text().lines().filter((line) -> pattern.matcher(line).find()).toList();
	}

	/**
	 * Find what matches, within lines or across them.
	 * @param regex what to find
	 * @return the matches
	 */
	public List<MatchResult> find(String regex) {
		return Pattern.compile(regex).matcher(text()).results().toList();
	}

	Optional<MatchResult> first(String regex) {
		return find(regex).stream().findFirst();
	}

	String tail() {
		List<String> lines = lines();
		List<String> last = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
		return "The end of " + this.file + ":\n" + String.join("\n", last);
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
