package io.coolnode.benchmarks.standby;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.coolnode.benchmarks.Results;

/**
 * Measures an application's jar, in rounds: a plain start of one process until it is
 * ready, and the time from the {@code kill -9} of a worker until its place is ready
 * again, in a cluster with a spare and in one without.
 */
public final class StandbyMeasure {

	private static final Pattern STARTED = Pattern.compile("Started \\S+ in ");

	private static final Pattern CLUSTER_READY = Pattern.compile("Cluster is ready");

	private static final Pattern A_READY = Pattern.compile("Worker A \\(id \\d+, pid (\\d+)\\) is ready");

	private static final Pattern STANDS_BY = Pattern.compile("Spare \\(id \\d+, pid \\d+\\) stands by");

	private static final double MILLIS = 1_000_000;

	private final Path jar;

	private final List<String> arguments;

	private final List<Double> plain = new ArrayList<>();

	private final List<Double> promoted = new ArrayList<>();

	private final List<Double> cold = new ArrayList<>();

	private StandbyMeasure(Path jar, List<String> arguments) {
		this.jar = jar;
		this.arguments = arguments;
	}

	public static void main(String[] args) throws Exception {
		int rounds = Integer.getInteger("rounds", 5);
		new StandbyMeasure(Path.of(args[0]), List.of(args).subList(1, args.length)).measure(rounds);
	}

	private void measure(int rounds) throws IOException, InterruptedException {
		try (WatchedProcess spared = start("--cool.server.workers=2", "--cool.server.standby=1");
				WatchedProcess unspared = start("--cool.server.workers=2")) {
			Place withSpare = new Place(spared);
			Place without = new Place(unspared);
			spared.await(STANDS_BY, spared.startedNanos());
			for (int round = 0; round < rounds; round++) {
				this.plain.add(startPlain());
				long killed = withSpare.kill();
				this.promoted.add(withSpare.awaitReady(killed));
				spared.await(STANDS_BY, killed);
				this.cold.add(without.awaitReady(without.kill()));
			}
		}
		print("standby_plain_start_ms", this.plain);
		print("standby_replaced_by_spare_ms", this.promoted);
		print("standby_replaced_by_cold_start_ms", this.cold);
		Results.print("standby_spare_to_plain", median(this.promoted) / median(this.plain));
		Results.print("standby_cold_to_plain", median(this.cold) / median(this.plain));
	}

	private double startPlain() throws IOException, InterruptedException {
		try (WatchedProcess process = start("--cool.server.workers=0")) {
			return (process.await(STARTED, process.startedNanos()).nanos() - process.startedNanos()) / MILLIS;
		}
	}

	private WatchedProcess start(String... more) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new WatchedProcess(Stream
			.of(List.of(java, "-jar", this.jar.toString(), "--server.port=0", "--server.address=127.0.0.1"),
					this.arguments, Arrays.asList(more))
			.flatMap(List::stream)
			.toList());
	}

	private static void print(String metric, List<Double> values) {
		Results.print(metric + "_median", median(values));
		Results.print(metric + "_lowest", Collections.min(values));
		Results.print(metric + "_highest", Collections.max(values));
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	/**
	 * The place {@code A} of a cluster.
	 */
	private static final class Place {

		private final WatchedProcess cluster;

		private String pid;

		private Place(WatchedProcess cluster) throws InterruptedException {
			this.cluster = cluster;
			this.pid = cluster.await(A_READY, cluster.startedNanos()).match().group(1);
			cluster.await(CLUSTER_READY, cluster.startedNanos());
		}

		long kill() {
			long now = System.nanoTime();
			ProcessHandle.of(Long.parseLong(this.pid)).orElseThrow().destroyForcibly();
			return now;
		}

		double awaitReady(long killed) throws InterruptedException {
			WatchedProcess.Found found = this.cluster.await(A_READY, killed);
			this.pid = found.match().group(1);
			return (found.nanos() - killed) / MILLIS;
		}

	}

}
