package io.coolnode.sample.talk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * The first talk: the master greets all workers, and each of them answers.
 */
@Component
class GreetingTalk {

	static final String NAME = "greeting";

	private static final Executor AFTER_TWO_SECONDS = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

	private final Channel channel;

	private final Transcript transcript;

	private final long pid = ProcessHandle.current().pid();

	GreetingTalk(Channel channel, Transcript transcript) {
		this.channel = channel;
		this.transcript = transcript;
		if (channel.isMaster()) {
			channel.on(Channel.READY, (ready) -> AFTER_TWO_SECONDS.execute(this::greet));
			channel.on("greet again", (message) -> greet());
		}
		channel.on("greeting", String.class, Long.class, this::answer);
		channel.on("answer", String.class, (text) -> transcript.print(NAME, text));
	}

	private void greet() {
		this.channel.emit("greeting", "Hello, everyone, I'm your master %d.".formatted(this.pid), this.pid);
	}

	private void answer(String text, long masterPid) {
		this.transcript.print(NAME, "%s (from %d)".formatted(text, masterPid));
		this.channel.emit("answer", "Hi, master, I'm your worker %d.".formatted(this.pid));
	}

	/**
	 * Ask the master, from any process, to greet again.
	 */
	void again() {
		this.channel.emit("greet again");
	}

}
