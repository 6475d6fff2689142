package io.coolnode.test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.coolnode.Subscription;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.ObservableCluster;
import io.coolnode.cluster.PlaceCodes;

/**
 * The workers of a test, which are all ready and stay so.
 */
final class TestWorkers implements ObservableCluster {

	private final List<Worker> workers;

	TestWorkers(int count) {
		Instant now = Instant.now();
		long pid = ProcessHandle.current().pid();
		this.workers = IntStream.range(0, count)
			.<Worker>mapToObj((index) -> new TestWorker(PlaceCodes.of(index), index + 1, OptionalLong.of(pid + index),
					WorkerState.READY, now, 0, "test"))
			.toList();
	}

	@Override
	public List<Worker> workers() {
		return this.workers;
	}

	@Override
	public List<Worker> localWorkers() {
		return workers();
	}

	@Override
	public Optional<Worker> worker(String code) {
		return this.workers.stream().filter((worker) -> worker.code().equals(code)).findFirst();
	}

	@Override
	public CompletableFuture<Void> restart() {
		throw unchangeable();
	}

	@Override
	public CompletableFuture<Void> restart(String code) {
		throw unchangeable();
	}

	@Override
	public CompletableFuture<Void> restartNode(String node) {
		throw unchangeable();
	}

	@Override
	public CompletableFuture<Void> restartAllNodes() {
		throw unchangeable();
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		throw unchangeable();
	}

	private static UnsupportedOperationException unchangeable() {
		return new UnsupportedOperationException("The cluster of a test cannot be changed");
	}

	@Override
	public Subscription onChange(Runnable listener) {
		return () -> {
		};
	}

	private record TestWorker(String code, long id, OptionalLong pid, WorkerState state, Instant startedAt,
			int restarts, String node) implements Worker {

	}

}
