package io.coolnode.benchmarks.start;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import io.coolnode.benchmarks.Results;

/**
 * Measures an application's jar, in rounds: a plain start of one process until it is
 * ready, and the time from the {@code kill -9} of a worker until its place is ready
 * again, in a cluster with a spare and in one without.
 */
public final class StandbyMeasure {

	private static final Pattern STANDS_BY = Pattern.compile("Spare \\(id \\d+, pid \\d+\\) stands by");

	private static final String SHARING = "off"; // nothing is to be written meanwhile

	private final MeasuredJar jar;

	private final List<Double> plain = new ArrayList<>();

	private final List<Double> promoted = new ArrayList<>();

	private final List<Double> cold = new ArrayList<>();

	private StandbyMeasure(MeasuredJar jar) {
		this.jar = jar;
	}

	public static void main(String[] args) throws Exception {
		try (MeasuredJar jar = MeasuredJar.of(args)) {
			new StandbyMeasure(jar).measure(Integer.getInteger("rounds", 5));
		}
	}

	private void measure(int rounds) throws IOException, InterruptedException {
		try (MeasuredApp spared = this.jar.start(2, SHARING, "--cool.server.standby=1");
				MeasuredApp unspared = this.jar.start(2, SHARING)) {
			Place withSpare = new Place(spared);
			Place without = new Place(unspared);
			spared.await(STANDS_BY);
			for (int round = 0; round < rounds; round++) {
				this.plain.add(startPlain());
				this.promoted.add(withSpare.replace());
				spared.await(STANDS_BY);
				this.cold.add(without.replace());
			}
		}
		print("standby_plain_start_ms", this.plain);
		print("standby_replaced_by_spare_ms", this.promoted);
		print("standby_replaced_by_cold_start_ms", this.cold);
		Results.print("standby_spare_to_plain", Results.median(this.promoted) / Results.median(this.plain));
		Results.print("standby_cold_to_plain", Results.median(this.cold) / Results.median(this.plain));
	}

	private double startPlain() throws IOException, InterruptedException {
		try (MeasuredApp app = this.jar.start(0, SHARING)) {
			return app.await(MeasuredApp.PLAIN).millis();
		}
	}

	private static void print(String metric, List<Double> values) {
		Results.print(metric + "_median", Results.median(values));
		Results.print(metric + "_lowest", Collections.min(values));
		Results.print(metric + "_highest", Collections.max(values));
	}

	/**
	 * The place {@code A} of a cluster.
	 */
	private static final class Place {

		private final MeasuredApp cluster;

		private MeasuredApp.Found ready;

		private Place(MeasuredApp cluster) throws InterruptedException {
			this.cluster = cluster;
			this.ready = cluster.await(MeasuredApp.A_READY);
			cluster.await(MeasuredApp.CLUSTER);
		}

		/**
		 * Kill the worker and wait for the next.
		 * @return how many milliseconds that took
		 */
		double replace() throws InterruptedException {
			double killed = this.cluster.kill(Long.parseLong(this.ready.match().group(1)));
			this.ready = this.cluster.await(MeasuredApp.A_READY);
			return this.ready.millis() - killed;
		}

	}

}
