package io.coolnode.it.app;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * The second program in the documentation of Cool-Node: when all are ready, each worker
 * introduces itself to worker A.
 */
@Component
@ConditionalOnProperty("test.talks")
class Introductions {

	Introductions(Channel channel) {
		if (channel.isWorker()) {
			channel.on(Channel.READY, (ready) -> introduce(channel));
		}
	}

	private static void introduce(Channel channel) {
		if (channel.code().equals("A")) {
			channel.on("introduction", String.class, (message) -> System.out.println(message + " " + channel.code()));
		}
		else {
			channel.emitTo("A", "introduction", "Hi, worker A, I am worker %s.".formatted(channel.code()));
		}
	}

}
