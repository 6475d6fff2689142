package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Sleeper;
import io.coolnode.channel.Threads;

/**
 * What a worker does when its master is gone: it accepts no more, has a moment for what
 * is in service, and ends.
 */
final class OrphanPolicy {

	private static final Log logger = LogFactory.getLog(OrphanPolicy.class);

	private static final Duration GRACE = Duration.ofMillis(1000);

	private static final int STATUS = 1;

	private final IntConsumer halt;

	private final Sleeper sleeper;

	private final AtomicBoolean armed = new AtomicBoolean(true);

	OrphanPolicy(IntConsumer halt, Sleeper sleeper) {
		this.halt = halt;
		this.sleeper = sleeper;
	}

	/**
	 * Do nothing at the end of the connection, since this process ends anyway.
	 */
	void disarm() {
		this.armed.set(false);
	}

	void masterGone(Traffics traffics) {
		if (this.armed.compareAndSet(true, false)) {
			start("coolnode-orphan-limit", () -> {
				this.sleeper.sleep(GRACE.plusMillis(500));
				this.halt.accept(STATUS);
			});
			start("coolnode-orphan", () -> {
				if (!traffics.isEmpty()) {
					traffics.stopAccepting();
					logger.error("The master is gone; this worker ends");
					traffics.drain(GRACE, Duration.ofMillis(100));
				}
				this.halt.accept(STATUS);
			});
		}
	}

	private void start(String name, Interruptible action) {
		Threads.startDaemon(name, () -> {
			try {
				action.run();
			}
			catch (InterruptedException ex) {
				this.halt.accept(STATUS);
			}
		});
	}

	/**
	 * An action that waits.
	 */
	@FunctionalInterface
	private interface Interruptible {

		void run() throws InterruptedException;

	}

}
