package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.ChannelMessage;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;

/**
 * Answers, in the master, what workers ask about the cluster and for it.
 */
final class ClusterDesk {

	private final MasterChanges changes;

	private final Reporter reporter;

	ClusterDesk(MasterChanges changes, Reporter reporter) {
		this.changes = changes;
		this.reporter = reporter;
	}

	void open(InternalChannel channel) {
		channel.on(ClusterEventNames.RESTART,
				(message) -> message.reply(join(this.changes.requestRestart(code(message)))));
		channel.on(ClusterEventNames.SCALE,
				(message) -> message.reply(join(this.changes.requestScaling(number(message)))));
		channel.on(ClusterEventNames.REPORT, (message) -> message.reply(join(this.reporter.report())));
	}

	private static @Nullable String code(ChannelMessage message) {
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
