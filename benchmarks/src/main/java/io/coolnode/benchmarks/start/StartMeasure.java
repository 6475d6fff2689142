package io.coolnode.benchmarks.start;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.coolnode.benchmarks.Results;

/**
 * Measures how long a packaged application takes to be ready: as one plain JVM, as a
 * cluster of 2 and of 4 workers, and when a worker is replaced after {@code kill -9}.
 * Each round measures all of it, one after another.
 */
public final class StartMeasure {

	private final MeasuredJar jar;

	private final Map<String, List<Double>> times = new LinkedHashMap<>();

	private StartMeasure(MeasuredJar jar) {
		this.jar = jar;
	}

	public static void main(String[] args) throws Exception {
		try (MeasuredJar jar = MeasuredJar.of(args)) {
			StartMeasure measure = new StartMeasure(jar);
			measure.writeClassData();
			for (int i = 0; i < Integer.getInteger("rounds", 3); i++) {
				measure.plain();
				measure.cluster(2, "auto");
				measure.cluster(4, "auto");
				measure.cluster(2, "off");
			}
			measure.print();
		}
	}

	private void writeClassData() throws IOException, InterruptedException {
		try (MeasuredApp app = this.jar.start(1, "auto")) {
			app.await(MeasuredApp.CLUSTER);
			Results.print("class_data_written_s", Double.parseDouble(app.await(MeasuredApp.WRITTEN).match().group(1)));
		}
	}

	private void plain() throws IOException, InterruptedException {
		try (MeasuredApp app = this.jar.start(0, "auto")) {
			add("plain", app.await(MeasuredApp.PLAIN).millis());
		}
	}

	private void cluster(int workers, String sharing) throws IOException, InterruptedException {
		String name = workers + "_workers_" + sharing;
		try (MeasuredApp app = this.jar.start(workers, sharing)) {
			MeasuredApp.Found worker = app.await(MeasuredApp.A_READY);
			add(name, app.await(MeasuredApp.CLUSTER).millis());
			double killed = app.kill(Long.parseLong(worker.match().group(1)));
			add("replacement_of_" + name, app.await(MeasuredApp.A_READY).millis() - killed);
		}
	}

	private void add(String name, double millis) {
		this.times.computeIfAbsent(name, (unused) -> new ArrayList<>()).add(millis);
	}

	private void print() {
		double plain = Results.median(this.times.getOrDefault("plain", List.of()));
		this.times.forEach((name, millis) -> {
			Results.print(name + "_ms", Results.median(millis));
			Results.print(name + "_of_plain", Results.median(millis) / plain);
		});
	}

}
