package io.coolnode.sample.talk;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * The second talk: every worker introduces itself to worker A.
 */
@Component
class NeighbourTalk {

	static final String NAME = "neighbour";

	private final Channel channel;

	private final Transcript transcript;

	NeighbourTalk(Channel channel, Transcript transcript) {
		this.channel = channel;
		this.transcript = transcript;
		channel.on(Channel.READY, (ready) -> meet());
	}

	private void meet() {
		if (this.channel.code().equals("A")) {
			this.channel.on("neighbour", String.class, String.class,
					(text, code) -> this.transcript.print(NAME, "%s (from %s)".formatted(text, code)));
		}
		else if (this.channel.isWorker()) {
			String code = this.channel.code();
			this.channel.emitTo("A", "neighbour", "Hi, worker A, I am worker %s.".formatted(code), code);
		}
	}

}
