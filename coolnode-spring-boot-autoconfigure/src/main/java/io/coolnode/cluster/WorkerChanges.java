package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;

/**
 * Asks the master for changes, in a worker.
 */
public final class WorkerChanges implements ClusterChanges {

	private static final String MASTER = "master";

	private final InternalChannel channel;

	/**
	 * Create what asks.
	 * @param channel the channel to ask through
	 */
	public WorkerChanges(InternalChannel channel) {
		this.channel = channel;
	}

	@Override
	public CompletableFuture<Void> restart(@Nullable String code) {
		return ask(ClusterEventNames.RESTART, code);
	}

	@Override
	public CompletableFuture<Void> restartNode(@Nullable String node) {
		return ask(ClusterEventNames.RESTART_NODES, node);
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		return ask(ClusterEventNames.SCALE, workers);
	}

	private CompletableFuture<Void> ask(String event, @Nullable Object argument) {
		return this.channel.request(MASTER, event, argument).thenApply((answer) -> null);
	}

}
