package io.coolnode.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.coolnode.Subscription;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.ObservableCluster;

/**
 * What this process knows of the workers: a snapshot that is replaced as a whole.
 */
public final class ClusterView implements ObservableCluster {

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	// volatile: written by one thread at a time, read by all
	private volatile List<Worker> workers;

	// volatile: set once, by the thread that starts the process's part in the cluster
	private volatile @Nullable ClusterChanges changes;

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

	/**
	 * Say where changes of the cluster are asked for.
	 * @param changes where
	 */
	public void changedBy(ClusterChanges changes) {
		this.changes = changes;
	}

	@Override
	public List<Worker> workers() {
		return this.workers;
	}

	@Override
	public Optional<Worker> worker(String code) {
		for (Worker worker : this.workers) {
			if (worker.code().equals(code)) {
				return Optional.of(worker);
			}
		}
		return Optional.empty();
	}

	@Override
	public CompletableFuture<Void> restart() {
		return changes().restart(null);
	}

	@Override
	public CompletableFuture<Void> restart(String code) {
		return changes().restart(code);
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		return changes().scale(workers);
	}

	private ClusterChanges changes() {
		ClusterChanges changes = this.changes;
		if (changes == null) {
			throw new UnsupportedOperationException("This process has no cluster that could be changed");
		}
		return changes;
	}

	@Override
	public Subscription onChange(Runnable listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	void update(List<? extends Worker> workers) {
		this.workers = List.copyOf(workers);
		this.listeners.forEach(Runnable::run);
	}

}
