package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.ChannelMessage;
import io.coolnode.channel.InternalChannel;

/**
 * Answers, in the master, what workers ask about the cluster and for it.
 */
final class ClusterDesk {

	/**
	 * Asks for a rolling restart. Value: the code of a place, or {@code null} for all.
	 * The answer is the number of the change.
	 */
	static final String RESTART = "coolnode.cluster.restart";

	/**
	 * Asks for another number of workers. Value: the number. The answer is the number of
	 * the change.
	 */
	static final String SCALE = "coolnode.cluster.scale";

	/**
	 * Asks for a {@link ClusterReport}, which is the answer.
	 */
	static final String REPORT = "coolnode.cluster.report";

	private final MasterChanges changes;

	private final Reporter reporter;

	ClusterDesk(MasterChanges changes, Reporter reporter) {
		this.changes = changes;
		this.reporter = reporter;
	}

	void open(InternalChannel channel) {
		channel.on(RESTART, (message) -> message.reply(join(this.changes.requestRestart(code(message)))));
		channel.on(SCALE, (message) -> message.reply(join(this.changes.requestScaling(number(message)))));
		channel.on(REPORT, (message) -> message.reply(join(this.reporter.report())));
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
