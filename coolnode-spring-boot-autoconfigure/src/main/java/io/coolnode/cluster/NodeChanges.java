package io.coolnode.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelMessage;
import io.coolnode.Cluster;
import io.coolnode.UnknownTargetException;
import io.coolnode.Worker;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;

/**
 * Takes the changes that are asked for in the master, also those of other machines, whose
 * masters it asks in turn. May be used by any thread.
 */
final class NodeChanges implements ClusterChanges {

	private static final String MASTER = "/master";

	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final Executor NEXT_LOOK = CompletableFuture.delayedExecutor(LOOK.toMillis(), TimeUnit.MILLISECONDS);

	private final String self;

	private final MasterChanges own;

	private final InternalChannel channel;

	/**
	 * Create what takes changes.
	 * @param self the name of this machine
	 * @param own takes those of this machine
	 * @param channel the channel to other masters
	 */
	NodeChanges(String self, MasterChanges own, InternalChannel channel) {
		this.self = self;
		this.own = own;
		this.channel = channel;
	}

	@Override
	public CompletableFuture<Void> restart(@Nullable String code) {
		int end = (code != null) ? code.indexOf('/') : -1;
		if (code == null || end < 0) {
			return this.own.restart(code);
		}
		return restart(code.substring(0, end), code.substring(end + 1));
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		return this.own.scale(workers);
	}

	@Override
	public CompletableFuture<Void> restartNode(@Nullable String node) {
		if (node != null) {
			return restart(node, null);
		}
		CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
		for (String each : nodes(this.channel.cluster())) {
			all = all.thenCompose((done) -> restart(each, null));
		}
		return all;
	}

	private static List<String> nodes(Cluster cluster) {
		return cluster.workers().stream().map(Worker::node).distinct().sorted().toList();
	}

	private CompletableFuture<Void> restart(String node, @Nullable String code) {
		if (node.equals(this.self)) {
			return this.own.restart(code);
		}
		String master = node + MASTER;
		try {
			return this.channel.request(master, ClusterEventNames.RESTART, code)
				.thenCompose((answer) -> awaitEnd(master, number(answer)));
		}
		catch (UnknownTargetException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static long number(ChannelMessage answer) {
		Long number = answer.get(0, Long.class);
		return (number != null) ? number : 0;
	}

	private CompletableFuture<Void> awaitEnd(String master, long change) {
		return this.channel.request(master, ClusterEventNames.REPORT)
			.thenComposeAsync((answer) -> isOver(answer.get(0, ClusterReport.class), master, change)
					? CompletableFuture.completedFuture(null) : awaitEnd(master, change), NEXT_LOOK);
	}

	private static boolean isOver(@Nullable ClusterReport report, String master, long change) {
		ClusterReport.ChangeReport found = (report != null)
				? report.changes().stream().filter((each) -> each.id() == change).findFirst().orElse(null) : null;
		if (found == null || found.failure() != null) {
			throw new IllegalStateException("Not done by " + master + ": "
					+ ((found != null) ? found.description() + ". " + found.failure() : "it knows of no such change"));
		}
		return found.endedAt() != null;
	}

}
