package io.coolnode.benchmarks.port;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.coolnode.benchmarks.Results;

/**
 * Loads workers behind one port and one plain JVM of the same application, in turns, and
 * prints what each has served, how fast, and which part of it the busiest and the least
 * busy worker had.
 */
public final class PortMeasure {

	private static final Duration BETWEEN = Duration.ofMillis(600);

	private final Duration each = Duration.ofSeconds(Long.getLong("seconds", 4));

	/**
	 * The load of each scenario that comes first and does not count.
	 */
	private final Duration warm = Duration.ofSeconds(Long.getLong("warm", 4));

	/**
	 * How often both are started anew: what a JVM compiles differs from start to start.
	 */
	private final int starts = Integer.getInteger("starts", 1);

	private final int rounds = Integer.getInteger("rounds", 3);

	private final boolean wrk = !Boolean.getBoolean("java-clients") && Wrk.isInstalled();

	private final Map<String, List<Double>> values = new LinkedHashMap<>();

	private PortMeasure() {
	}

	/**
	 * Measure.
	 * @param args options of the JVM, and arguments of the application, for all that is
	 * started
	 * @throws IOException if something does not start
	 * @throws InterruptedException if the measure is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		new PortMeasure().measure(List.of(args));
	}

	private void measure(List<String> options) throws IOException, InterruptedException {
		List<Scenario> scenarios = Arrays
			.stream(System.getProperty("scenarios",
					"hello-keep-16,hello-keep-64,hello-close-16,hello-close-64,"
							+ "busy-keep-16,busy-keep-64,busy-close-16,busy-close-64")
				.split(","))
			.map(Scenario::parse)
			.toList();
		System.out.println("Clients: " + (this.wrk ? "wrk" : "in Java, since wrk is not installed or not wanted"));
		for (int start = 0; start < this.starts; start++) {
			startAndMeasure(scenarios, options);
		}
		print();
	}

	private void startAndMeasure(List<Scenario> scenarios, List<String> options)
			throws IOException, InterruptedException {
		try (Server plain = Server.start(0, options);
				Server shared = Server.start(Integer.getInteger("workers", 2), options)) {
			for (Scenario scenario : scenarios) {
				load(plain, scenario, this.warm);
				load(shared, scenario, this.warm);
			}
			for (int round = 0; round < this.rounds; round++) {
				for (Scenario scenario : scenarios) {
					measure(plain, scenario);
					measure(shared, scenario);
				}
			}
		}
	}

	private Sample load(Server server, Scenario scenario, Duration time) throws IOException, InterruptedException {
		return this.wrk ? Wrk.run(server.port(), scenario, time) : new LoadClients(server.port(), scenario).run(time);
	}

	private void measure(Server server, Scenario scenario) throws IOException, InterruptedException {
		Thread.sleep(BETWEEN.toMillis());
		Map<String, Long> before = server.served();
		Sample sample = load(server, scenario, this.each);
		Thread.sleep(BETWEEN.toMillis());
		Map<String, Long> after = server.served();
		String prefix = scenario + " " + server.name() + " ";
		add(prefix + "req_per_s", sample.perSecond());
		add(prefix + "p50_us", sample.p50Micros());
		add(prefix + "p99_us", sample.p99Micros());
		add(prefix + "failed", sample.failed());
		long[] parts = after.entrySet()
			.stream()
			.mapToLong((entry) -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
			.sorted()
			.toArray();
		long sum = Arrays.stream(parts).sum();
		add(prefix + "least_busy_pct", 100.0 * parts[0] / sum);
		add(prefix + "busiest_pct", 100.0 * parts[parts.length - 1] / sum);
	}

	private void add(String metric, double value) {
		this.values.computeIfAbsent(metric, (name) -> new ArrayList<>()).add(value);
	}

	private void print() {
		this.values.forEach((metric, list) -> {
			double[] sorted = list.stream().mapToDouble(Double::doubleValue).sorted().toArray();
			System.out.printf(Locale.ROOT, "RESULT %s %.1f (%.1f to %.1f)%n", metric, Results.median(list), sorted[0],
					sorted[sorted.length - 1]);
		});
	}

}
