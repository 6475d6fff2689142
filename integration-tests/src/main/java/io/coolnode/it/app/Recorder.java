package io.coolnode.it.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.Sender;

/**
 * Keeps account of numbered messages in each process: {@code numbered} are counted,
 * {@code asked} are counted and confirmed to their sender by {@code confirmed}.
 */
@Component
class Recorder {

	private final Channel channel;

	// guarded by this
	private final Map<String, Count> counts = new TreeMap<>();

	Recorder(Channel channel) {
		this.channel = channel;
		channel.on("numbered", this::count);
		channel.on("confirmed", this::count);
		channel.on("asked", (message) -> {
			count(message);
			channel.emitTo(message.sender(), "confirmed", message.get(0, Long.class));
		});
		if (channel.isMaster()) {
			channel.on("send", String.class, Long.class, this::send);
			channel.on("report", (message) -> channel.emitTo(message.sender(), "reported", report()));
		}
	}

	void send(String target, long count) {
		for (long number = 1; number <= count; number++) {
			this.channel.emitTo(target, "numbered", number);
		}
	}

	private synchronized void count(ChannelMessage message) {
		Sender sender = message.sender();
		Long number = message.get(0, Long.class);
		String key = message.event() + " " + sender.code() + "/" + sender.id();
		Count before = this.counts.getOrDefault(key, new Count(0, 0, 0));
		long last = (number != null) ? number : -1;
		int disorder = before.disorder() + ((last <= before.last()) ? 1 : 0);
		this.counts.put(key, new Count(before.count() + 1, last, disorder));
	}

	/**
	 * Return what came so far.
	 * @return a line for each event and sender: event, code and id, how many, the last
	 * number, how many were not larger than the one before
	 */
	synchronized String report() {
		return this.counts.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue().count() + " " + entry.getValue().last() + " "
					+ entry.getValue().disorder() + "\n")
			.collect(Collectors.joining());
	}

	/**
	 * What came of one event and sender.
	 */
	private record Count(long count, long last, int disorder) {

	}

}
