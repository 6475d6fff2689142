package io.coolnode.benchmarks.start;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.coolnode.benchmarks.Results;

/**
 * Measures how much memory the processes of a packaged application have, when all are
 * ready and nothing was asked of them, and after some thousand requests: one plain JVM,
 * and a master with 4 workers, without shared class data and with them.
 */
public final class MemoryMeasure {

	private static final int WORKERS = 4;

	private static final Pattern WORKER = Pattern.compile("Worker \\w \\(id \\d+, pid (\\d+)\\) is ready");

	/**
	 * In which the JVM compiles what has run so far, and the master gives memory back.
	 */
	private static final long SETTLE_MILLIS = 20_000;

	private static final int REQUESTS = 2000;

	private final MeasuredJar jar;

	private MemoryMeasure(MeasuredJar jar) {
		this.jar = jar;
	}

	public static void main(String[] args) throws Exception {
		try (MeasuredJar jar = MeasuredJar.of(args)) {
			MemoryMeasure measure = new MemoryMeasure(jar);
			measure.plain();
			measure.cluster("off");
			try (MeasuredApp app = jar.start(1, "auto")) {
				app.await(MeasuredApp.WRITTEN);
			}
			measure.cluster("auto");
		}
	}

	private void plain() throws IOException, InterruptedException {
		try (MeasuredApp app = this.jar.start(0, "off")) {
			int port = port(app);
			app.await(MeasuredApp.PLAIN);
			Thread.sleep(SETTLE_MILLIS);
			print("plain", app.pid());
			MeasuredApp.request(port, REQUESTS);
			print("plain_served", app.pid());
		}
	}

	private void cluster(String sharing) throws IOException, InterruptedException {
		try (MeasuredApp app = this.jar.start(WORKERS, sharing)) {
			int port = port(app);
			List<Long> workers = new ArrayList<>();
			for (int i = 0; i < WORKERS; i++) {
				workers.add(Long.parseLong(app.await(WORKER).match().group(1)));
			}
			app.await(MeasuredApp.CLUSTER);
			Thread.sleep(SETTLE_MILLIS);
			print(sharing, app.pid(), workers);
			MeasuredApp.request(port, WORKERS * REQUESTS);
			print(sharing + "_served", app.pid(), workers);
		}
	}

	private static int port(MeasuredApp app) throws InterruptedException {
		return Integer.parseInt(app.await(MeasuredApp.PORT).match().group(1));
	}

	private static void print(String name, long master, List<Long> workers) throws IOException {
		double sum = print("master_" + name, master);
		double ofWorkers = 0;
		for (long worker : workers) {
			ofWorkers += MeasuredApp.memory(worker, "Rss");
			sum += MeasuredApp.memory(worker, "Pss");
		}
		Results.print("worker_" + name + "_rss_mb", ofWorkers / WORKERS);
		Results.print("master_of_worker_" + name, MeasuredApp.memory(master, "Rss") * WORKERS / ofWorkers);
		Results.print("master_and_" + WORKERS + "_workers_" + name + "_pss_mb", sum);
	}

	private static double print(String name, long pid) throws IOException {
		Results.print(name + "_rss_mb", MeasuredApp.memory(pid, "Rss"));
		double proportional = MeasuredApp.memory(pid, "Pss");
		Results.print(name + "_pss_mb", proportional);
		return proportional;
	}

}
