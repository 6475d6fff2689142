package io.coolnode.it.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * The first program in the documentation of Cool-Node: the master greets all workers, and
 * each answers.
 */
@Component
@ConditionalOnProperty("test.talks")
class Greetings {

	Greetings(Channel channel) {
		long pid = ProcessHandle.current().pid();
		if (channel.isMaster()) {
			channel.on("greeting", String.class, System.out::println);
			CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)
				.execute(() -> channel.emit("greeting", "Hello, everyone, I'm your master %d.".formatted(pid)));
		}
		else {
			channel.on("greeting", String.class, (message) -> {
				System.out.println(message + " " + pid);
				channel.emit("greeting", "Hi, master, I'm your worker %d.".formatted(pid));
			});
		}
	}

}
