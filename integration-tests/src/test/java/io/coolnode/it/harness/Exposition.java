package io.coolnode.it.harness;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics in Prometheus's text format, read as strictly as its specification is: each
 * family has one type and one help, before its samples, which are not interrupted by
 * those of another, and no series comes twice.
 */
public final class Exposition {

	private static final Pattern SAMPLE = Pattern
		.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)\\})? ([-+]?(?:[0-9.eE+-]+|Inf)|NaN)( \\d+)?");

	private static final Pattern LABEL = Pattern
		.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

	private static final Set<String> SUFFIXES = Set.of("_total", "_bucket", "_count", "_sum");

	private final Map<String, String> types = new LinkedHashMap<>();

	private final Map<String, Double> samples = new LinkedHashMap<>();

	private final Map<String, String> familyOfSeries = new HashMap<>();

	private Exposition() {
	}

	/**
	 * Read metrics.
	 * @param text the metrics
	 * @return what they are
	 * @throws IllegalArgumentException if they are malformed
	 */
	public static Exposition parse(String text) {
		if (!text.isEmpty() && !text.endsWith("\n")) {
			throw new IllegalArgumentException("The last line does not end");
		}
		Exposition exposition = new Exposition();
		Set<String> helped = new HashSet<>();
		Set<String> closed = new HashSet<>();
		String current = "";
		for (String line : text.split("\n")) {
			if (line.startsWith("# HELP ")) {
				String name = line.split(" ", 4)[2];
				check(helped.add(name), "A second HELP", line);
				check(!exposition.types.containsKey(name), "HELP after TYPE", line);
			}
			else if (line.startsWith("# TYPE ")) {
				String[] words = line.split(" ");
				check(words.length == 4 && exposition.types.put(words[2], words[3]) == null, "A second TYPE", line);
				closed.add(current);
				current = words[2];
				check(!closed.contains(current), "A family in two parts", line);
			}
			else {
				exposition.sample(line, current);
			}
		}
		return exposition;
	}

	private void sample(String line, String family) {
		Matcher matcher = SAMPLE.matcher(line);
		check(matcher.matches(), "Not a sample", line);
		String name = matcher.group(1);
		check(belongs(name, family), "Not of the family " + family, line);
		String series = name + labels((matcher.group(3) != null) ? matcher.group(3) : "", line);
		check(this.samples.put(series, number(matcher.group(4))) == null, "A series twice", line);
		this.familyOfSeries.put(series, family);
	}

	private boolean belongs(String name, String family) {
		return name.equals(family) || (name.startsWith(family) && SUFFIXES.contains(name.substring(family.length()))
				&& Set.of("histogram", "summary").contains(this.types.get(family)));
	}

	private static Map<String, String> labels(String text, String line) {
		Map<String, String> labels = new TreeMap<>();
		Matcher matcher = LABEL.matcher(text);
		int end = 0;
		while (end < text.length() && matcher.find(end) && matcher.start() == end) {
			check(labels.put(matcher.group(1), matcher.group(2)) == null, "A label twice", line);
			end = matcher.end();
		}
		check(end == text.length(), "Malformed labels", line);
		return labels;
	}

	private static double number(String text) {
		return Double.parseDouble(text.replace("Inf", "Infinity"));
	}

	private static void check(boolean condition, String what, String line) {
		if (!condition) {
			throw new IllegalArgumentException(what + ": " + line);
		}
	}

	/**
	 * Return the value of a series.
	 * @param name the name of the sample
	 * @param labels names and values in turn, all of them
	 * @return the value, or {@code null} if there is no such series
	 */
	public Double value(String name, String... labels) {
		Map<String, String> sorted = new TreeMap<>();
		for (int i = 0; i < labels.length; i += 2) {
			sorted.put(labels[i], labels[i + 1]);
		}
		return this.samples.get(name + sorted);
	}

	/**
	 * Add up the series of a name that have some labels.
	 * @param name the name of the samples
	 * @param labels what their labels contain, such as {@code worker=A}
	 * @return the sum
	 */
	public double sum(String name, String... labels) {
		return this.samples.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(name + "{")
					&& List.of(labels).stream().allMatch((label) -> entry.getKey().contains(label)))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	/**
	 * Return the series whose labels contain something.
	 * @param label such as {@code worker=A}
	 * @param counters whether to return what only grows, and else what does not
	 * @return values by series
	 */
	public Map<String, Double> series(String label, boolean counters) {
		Map<String, Double> result = new TreeMap<>();
		this.samples.forEach((series, value) -> {
			if (series.contains(label) && isCounter(series) == counters) {
				result.put(series, value);
			}
		});
		return result;
	}

	private boolean isCounter(String series) {
		String family = this.familyOfSeries.getOrDefault(series, "");
		boolean grows = Set.of("counter", "histogram", "summary").contains(this.types.get(family));
		return grows && !family.endsWith("_active_seconds") && !series.contains("quantile=");
	}

	/**
	 * Return the names of all families.
	 * @return the names
	 */
	public Set<String> families() {
		return this.types.keySet();
	}

}
