package io.coolnode.boot;

import java.time.Duration;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

import io.coolnode.channel.Sleeper;
import io.coolnode.channel.Threads;
import io.coolnode.cluster.process.ProcessMemory;

/**
 * Keeps the master small: when it has started it needs much less memory than before, and
 * less again when the JVM has compiled the code of the start.
 */
class MasterMemory implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	/**
	 * By then the JVM has freed what it compiled with.
	 */
	private static final Duration COMPILED = Duration.ofSeconds(15);

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ProcessMemory.giveBack();
		Threads.startDaemon("coolnode-memory", MasterMemory::giveBackLater);
	}

	private static void giveBackLater() {
		try {
			Sleeper.SYSTEM.sleep(COMPILED);
			ProcessMemory.giveBackFreed();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
