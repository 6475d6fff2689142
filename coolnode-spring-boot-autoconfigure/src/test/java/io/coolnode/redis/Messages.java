package io.coolnode.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.KnownWorkers;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.NodeTransport;

/**
 * Messages as they travel to other machines.
 */
final class Messages {

	private Messages() {
	}

	static Item message(String event) {
		return new Item.Message(envelope(event));
	}

	/**
	 * Return a broadcast of a master, as a router gives it to a transport.
	 * @param event the event
	 * @return the message
	 */
	static Envelope envelope(String event) {
		ChannelSettings settings = new ChannelSettings(1_000_000, 1_000_000, Duration.ofSeconds(1),
				Duration.ofSeconds(1), Delivery.AT_MOST_ONCE);
		MasterRouter router = new MasterRouter(settings);
		DefaultChannel channel = DefaultChannel.master(new KnownWorkers(), settings, new DataCodec(JsonMapper.shared()),
				router);
		AtomicReference<Envelope> sent = new AtomicReference<>();
		router.nodes().connect("one", new Wire(sent));
		channel.broadcast(event);
		channel.close();
		return sent.get();
	}

	/**
	 * Return the events of the messages in items, or the names of their words.
	 * @param items the items
	 * @return the names
	 */
	static List<String> names(List<Item> items) {
		return items.stream().map(Messages::name).toList();
	}

	static String name(Item item) {
		if (item instanceof Item.Message message) {
			String text = message.envelope().toString();
			return text.substring(1, text.indexOf('\'', 1));
		}
		return ((Item.Word) item).control().name();
	}

	/**
	 * Keeps what is sent.
	 *
	 * @param sent where
	 */
	private record Wire(AtomicReference<Envelope> sent) implements NodeTransport {

		@Override
		public boolean write(@Nullable String node, Envelope envelope) {
			this.sent.set(envelope);
			return true;
		}

		@Override
		public void forget(String node, String requester, long sequence) {
		}

		@Override
		public void congested(String receiver, boolean congested) {
		}

		@Override
		public boolean isThere(String node) {
			return true;
		}

	}

}
