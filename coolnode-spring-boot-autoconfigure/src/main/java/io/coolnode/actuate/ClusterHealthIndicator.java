package io.coolnode.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.WorkerState;

/**
 * The health of the cluster: {@code UP} when all places are ready, {@code DEGRADED} when
 * some are, {@code DOWN} when none is.
 */
public class ClusterHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Some places are not ready. It does not take the whole application down.
	 */
	static final Status DEGRADED = new Status("DEGRADED", "Some workers are not ready");

	private final Cluster cluster;

	/**
	 * Create the indicator of a worker.
	 * @param cluster what is known of all workers
	 */
	public ClusterHealthIndicator(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<Worker> workers = this.cluster.localWorkers();
		long ready = workers.stream().filter((worker) -> worker.state() == WorkerState.READY).count();
		Map<String, String> states = new TreeMap<>();
		workers.forEach((worker) -> states.put(worker.code(), worker.state().name()));
		builder.status(statusOf(ready, workers.size())).withDetail("ready", ready).withDetail("workers", states);
	}

	private static Status statusOf(long ready, int workers) {
		if (ready == 0) {
			return Status.DOWN;
		}
		return (ready < workers) ? DEGRADED : Status.UP;
	}

}
