package io.coolnode.it.app;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ChannelListener;
import io.coolnode.ChannelMessage;
import io.coolnode.ClusterReadyEvent;
import io.coolnode.Sender;
import io.coolnode.WorkerExitedEvent;
import io.coolnode.WorkerReadyEvent;

/**
 * Listens in each process, in all ways there are, and keeps what it heard.
 */
@Component
@ConditionalOnProperty("test.api")
class Api {

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final List<ChannelMessage> unanswered = new CopyOnWriteArrayList<>();

	Api(Channel channel) {
		channel.on("api.typed", String.class, Integer.class, (text, number) -> hear("typed " + text + " " + number));
		channel.once("api.once", (message) -> hear("once " + message.get(0, String.class)));
		channel.on("api.never", this.unanswered::add);
		channel.on("api.late", (message) -> answerTheFirstLate(message));
		channel.on(Channel.READY, (ready) -> hear("ready"));
		channel.on("api.heard", (message) -> message.reply(this.heard));
	}

	private void hear(String what) {
		this.heard.add(what);
	}

	private void answerTheFirstLate(ChannelMessage message) {
		this.unanswered.forEach((earlier) -> earlier.reply("late"));
		message.reply("in time");
	}

	@ChannelListener("api.upper")
	String upper(String text, Sender sender) {
		return text.toUpperCase(Locale.ROOT) + " for " + sender.code();
	}

	@ChannelListener("api.bytes")
	byte[] reverse(byte[] bytes) {
		byte[] reversed = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			reversed[i] = bytes[bytes.length - 1 - i];
		}
		return reversed;
	}

	@ChannelListener("api.throws")
	void fail(ChannelMessage message) {
		throw new IllegalStateException("out of tea");
	}

	@ChannelListener("api.text")
	void text(String text) {
		hear("text " + text);
	}

	@EventListener
	void ready(WorkerReadyEvent event) {
		hear("WorkerReadyEvent " + event.getWorker().code() + " " + event.getWorker().id());
	}

	@EventListener
	void exited(WorkerExitedEvent event) {
		hear("WorkerExitedEvent " + event.getWorker().code() + " " + event.getWorker().id() + " "
				+ event.getExitStatus() + " " + event.isDrained());
	}

	@EventListener
	void ready(ClusterReadyEvent event) {
		hear("ClusterReadyEvent");
	}

}
