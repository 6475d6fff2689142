package io.coolnode.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.coolnode.Subscription;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.ObservableCluster;
import io.coolnode.channel.WorkerInfo;

/**
 * What this process knows of the workers: a snapshot that is replaced as a whole.
 */
public final class ClusterView implements ObservableCluster {

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	// volatile: written by one thread at a time, read by all
	private volatile Known known;

	// volatile: set once, by the thread that starts the process's part in the cluster
	private volatile @Nullable ClusterChanges changes;

	/**
	 * Create a view that knows of no worker yet.
	 */
	public ClusterView() {
		this(List.of());
	}

	private ClusterView(List<Worker> workers) {
		this.known = new Known(workers, workers);
	}

	/**
	 * Create the view of a standalone process, which is its own only worker.
	 * @param node the name of this machine
	 * @return the view
	 */
	public static ClusterView standalone(String node) {
		return new ClusterView(List.of(new WorkerInfo(PlaceCodes.of(0), 0,
				OptionalLong.of(ProcessHandle.current().pid()), WorkerState.READY, Instant.now(), 0, node)));
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
		return this.known.all();
	}

	@Override
	public List<Worker> localWorkers() {
		return this.known.local();
	}

	@Override
	public Optional<Worker> worker(String code) {
		for (Worker worker : this.known.all()) {
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
	public CompletableFuture<Void> restartNode(String node) {
		return changes().restartNode(node);
	}

	@Override
	public CompletableFuture<Void> restartAllNodes() {
		return changes().restartNode(null);
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

	/**
	 * Take in what is known now.
	 * @param workers the workers of all machines, which their codes tell apart
	 */
	void update(List<WorkerInfo> workers) {
		Map<Boolean, List<WorkerInfo>> parts = workers.stream()
			.collect(Collectors.partitioningBy(WorkerInfo::isRemote));
		update(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
	}

	/**
	 * Take in what is known now.
	 * @param local the workers of this machine
	 * @param remote the workers of others
	 */
	void update(List<? extends Worker> local, List<? extends Worker> remote) {
		List<Worker> all = new ArrayList<>(local);
		all.addAll(remote);
		this.known = new Known(List.copyOf(all), List.copyOf(local));
		this.listeners.forEach(Runnable::run);
	}

	/**
	 * What is known at one moment.
	 *
	 * @param all the workers of all machines
	 * @param local those of this one
	 */
	private record Known(List<Worker> all, List<Worker> local) {

	}

}
