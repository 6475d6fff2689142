package io.coolnode.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.util.FileSystemUtils;

import io.coolnode.benchmarks.Results;

/**
 * Measures how long a packaged application takes to be ready: as one plain JVM, as a
 * cluster of 2 and of 4 workers, and when a worker is replaced after {@code kill -9}.
 * Each round measures all of it, one after another.
 */
public final class StartMeasure {

	private static final Pattern PLAIN = Pattern.compile("Started \\w+ in ");

	private static final Pattern CLUSTER = Pattern.compile("Cluster is ready");

	private static final Pattern WORKER = Pattern.compile("Worker A \\(id \\d+, pid (\\d+)\\) is ready");

	private static final Pattern WRITTEN = Pattern.compile("share class data, written in ([\\d.]+) s");

	private final Path jar;

	private final Path temporaryFiles;

	private final List<String> arguments;

	private final Map<String, List<Double>> times = new LinkedHashMap<>();

	private StartMeasure(Path jar, Path temporaryFiles, List<String> arguments) {
		this.jar = jar;
		this.temporaryFiles = temporaryFiles;
		this.arguments = arguments;
	}

	public static void main(String[] args) throws Exception {
		Path temporaryFiles = Files.createTempDirectory("start-measure-");
		try {
			StartMeasure measure = new StartMeasure(Path.of(args[0]), temporaryFiles,
					List.of(args).subList(1, args.length));
			measure.writeClassData();
			for (int i = 0; i < Integer.getInteger("rounds", 3); i++) {
				measure.plain();
				measure.cluster(2, "auto");
				measure.cluster(4, "auto");
				measure.cluster(2, "off");
			}
			measure.print();
		}
		finally {
			FileSystemUtils.deleteRecursively(temporaryFiles);
		}
	}

	private void writeClassData() throws IOException, InterruptedException {
		try (MeasuredApp app = start(1, "auto")) {
			app.await(CLUSTER);
			Results.print("class_data_written_s", Double.parseDouble(app.await(WRITTEN).match().group(1)));
		}
	}

	private void plain() throws IOException, InterruptedException {
		try (MeasuredApp app = start(0, "auto")) {
			add("plain", app.await(PLAIN).millis());
		}
	}

	private void cluster(int workers, String sharing) throws IOException, InterruptedException {
		String name = workers + "_workers_" + sharing;
		try (MeasuredApp app = start(workers, sharing)) {
			MeasuredApp.Found worker = app.await(WORKER);
			add(name, app.await(CLUSTER).millis());
			double killed = app.kill(Long.parseLong(worker.match().group(1)));
			add("replacement_of_" + name, app.await(WORKER).millis() - killed);
		}
	}

	private MeasuredApp start(int workers, String sharing) throws IOException {
		List<String> all = new ArrayList<>(this.arguments);
		all.add("--cool.server.workers=" + workers);
		all.add("--cool.server.class-data-sharing=" + sharing);
		return new MeasuredApp(this.jar, this.temporaryFiles, all);
	}

	private void add(String name, double millis) {
		this.times.computeIfAbsent(name, (unused) -> new ArrayList<>()).add(millis);
	}

	private void print() {
		double plain = median(this.times.getOrDefault("plain", List.of()));
		this.times.forEach((name, millis) -> {
			Results.print(name + "_ms", median(millis));
			Results.print(name + "_of_plain", median(millis) / plain);
		});
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
