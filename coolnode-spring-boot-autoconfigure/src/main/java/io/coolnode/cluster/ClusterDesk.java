package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.ChannelMessage;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;

/**
 * Answers, in the master, what workers ask about the cluster and for it.
 */
final class ClusterDesk {

	private static final Log logger = LogFactory.getLog(ClusterDesk.class);

	private final MasterChanges changes;

	private final NodeChanges nodes;

	private final Reporter reporter;

	ClusterDesk(MasterChanges changes, NodeChanges nodes, Reporter reporter) {
		this.changes = changes;
		this.nodes = nodes;
		this.reporter = reporter;
	}

	void open(InternalChannel channel) {
		channel.on(ClusterEventNames.RESTART, this::restart);
		channel.on(ClusterEventNames.RESTART_NODES, (message) -> begin(message, this.nodes.restartNode(text(message))));
		channel.on(ClusterEventNames.SCALE,
				(message) -> message.reply(join(this.changes.requestScaling(number(message)))));
		channel.on(ClusterEventNames.REPORT, (message) -> message.reply(join(this.reporter.report())));
	}

	private void restart(ChannelMessage message) throws Exception {
		String code = text(message);
		if (code != null && code.indexOf('/') >= 0) {
			begin(message, this.nodes.restart(code));
		}
		else {
			message.reply(join(this.changes.requestRestart(code)));
		}
	}

	/**
	 * Answer that something begins, or why it does not, and say later if it fails.
	 * @param message what asks
	 * @param change what begins
	 * @throws Exception why it does not begin
	 */
	private static void begin(ChannelMessage message, CompletableFuture<Void> change) throws Exception {
		if (change.isCompletedExceptionally()) {
			join(change);
		}
		change.whenComplete((done, failure) -> {
			if (failure != null) {
				logger.error("A restart of machines was not done", failure);
			}
		});
		message.reply();
	}

	private static @Nullable String text(ChannelMessage message) {
		return message.get(0, String.class);
	}

	private static int number(ChannelMessage message) {
		Integer number = message.get(0, Integer.class);
		Assert.notNull(number, "The number of workers is missing");
		return number;
	}

	private static <T> T join(CompletableFuture<T> answer) throws Exception {
		try {
			return answer.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
