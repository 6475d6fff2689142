package io.coolnode.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.coolnode.Cluster;
import io.coolnode.WorkerState;

/**
 * The meters of the cluster as a whole, in the master.
 */
public final class ClusterMeters implements MeterBinder {

	private final Cluster cluster;

	private final ClusterFigures figures;

	/**
	 * Create the meters.
	 * @param cluster what is known of the workers
	 * @param figures what was counted
	 */
	public ClusterMeters(Cluster cluster, ClusterFigures figures) {
		this.cluster = cluster;
		this.figures = figures;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (WorkerState state : WorkerState.values()) {
			Gauge.builder("coolnode.places", this.cluster, (cluster) -> count(cluster, state))
				.description("Places for workers, by what they are doing")
				.tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.register(registry);
		}
		this.figures.restarts()
			.forEach((reason, count) -> FunctionCounter
				.builder("coolnode.restarts", count, (supplier) -> supplier.getAsLong())
				.description("How often a place was filled again, by the reason")
				.tag("reason", reason)
				.register(registry));
		FunctionCounter.builder("coolnode.drains", this.figures, (figures) -> figures.drains().getAsLong())
			.description("How often a worker has begun to drain")
			.register(registry);
		FunctionCounter
			.builder("coolnode.log.dropped", this.figures, (figures) -> figures.droppedLogLines().getAsLong())
			.description("Log records and printed lines of workers that were lost")
			.baseUnit("lines")
			.register(registry);
	}

	private static double count(Cluster cluster, WorkerState state) {
		return cluster.localWorkers().stream().filter((worker) -> worker.state() == state).count();
	}

}
