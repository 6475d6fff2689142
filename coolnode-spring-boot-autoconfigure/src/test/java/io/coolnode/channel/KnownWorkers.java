package io.coolnode.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.coolnode.Subscription;
import io.coolnode.Worker;
import io.coolnode.WorkerState;

/**
 * A cluster that knows of the workers that a test names.
 */
public final class KnownWorkers implements ObservableCluster {

	private final String node;

	private final Map<String, Worker> workers = new ConcurrentSkipListMap<>();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	public KnownWorkers() {
		this("one");
	}

	public KnownWorkers(String node) {
		this.node = node;
	}

	public KnownWorkers add(String code, long id, WorkerState state) {
		this.workers.put(code,
				new Known(code, id, OptionalLong.of(10_000 + id), state, Instant.EPOCH, 0, nodeOf(code)));
		this.listeners.forEach(Runnable::run);
		return this;
	}

	public KnownWorkers addWithoutProcess(String code, WorkerState state) {
		this.workers.put(code, new Known(code, 0, OptionalLong.empty(), state, Instant.EPOCH, 0, nodeOf(code)));
		this.listeners.forEach(Runnable::run);
		return this;
	}

	public void remove(String code) {
		this.workers.remove(code);
		this.listeners.forEach(Runnable::run);
	}

	@Override
	public List<Worker> workers() {
		return List.copyOf(this.workers.values());
	}

	@Override
	public List<Worker> localWorkers() {
		return workers().stream().filter((worker) -> !Target.isRemote(worker.code())).toList();
	}

	@Override
	public Optional<Worker> worker(String code) {
		return Optional.ofNullable(this.workers.get(code));
	}

	@Override
	public Subscription onChange(Runnable listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	@Override
	public CompletableFuture<Void> restart() {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Void> restart(String code) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Void> restartNode(String node) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Void> restartAllNodes() {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		throw new UnsupportedOperationException();
	}

	private String nodeOf(String code) {
		return Target.isRemote(code) ? Target.node(code) : this.node;
	}

	private record Known(String code, long id, OptionalLong pid, WorkerState state, Instant startedAt, int restarts,
			String node) implements Worker {

	}

}
