package io.coolnode.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.WorkerState;

/**
 * What this process knows of the workers: a snapshot that is replaced as a whole.
 */
public final class ClusterView implements Cluster {

	// volatile: written by one thread at a time, read by all
	private volatile List<Worker> workers;

	/**
	 * Create a view that knows of no worker yet.
	 */
	public ClusterView() {
		this.workers = List.of();
	}

	private ClusterView(List<Worker> workers) {
		this.workers = workers;
	}

	/**
	 * Create the view of a standalone process, which is its own only worker.
	 * @return the view
	 */
	public static ClusterView standalone() {
		return new ClusterView(List.of(new WorkerInfo(PlaceCodes.of(0), 0,
				OptionalLong.of(ProcessHandle.current().pid()), WorkerState.READY, Instant.now(), 0)));
	}

	@Override
	public List<Worker> workers() {
		return this.workers;
	}

	@Override
	public Optional<Worker> worker(String code) {
		return this.workers.stream().filter((worker) -> worker.code().equals(code)).findFirst();
	}

	void update(List<? extends Worker> workers) {
		this.workers = List.copyOf(workers);
	}

}
