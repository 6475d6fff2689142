package io.coolnode.benchmarks.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.WorkerInfo;

/**
 * A machine with one worker, and what it knows of others.
 *
 * @param node its name
 * @param remote the workers of others
 */
record KnownCluster(String node, Supplier<List<WorkerInfo>> remote) implements Cluster {

	@Override
	public List<Worker> workers() {
		List<Worker> all = new ArrayList<>(localWorkers());
		all.addAll(this.remote.get());
		return all;
	}

	@Override
	public List<Worker> localWorkers() {
		return List.of(new WorkerInfo("A", 1, OptionalLong.of(1), WorkerState.READY, Instant.EPOCH, 0, this.node));
	}

	@Override
	public Optional<Worker> worker(String code) {
		return workers().stream().filter((worker) -> worker.code().equals(code)).findFirst();
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

}
