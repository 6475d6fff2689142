package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Sleeper;

/**
 * What a worker does when its master is gone: it accepts no more, has a moment for what
 * is in service, and ends.
 */
final class OrphanPolicy {

	private static final Log logger = LogFactory.getLog(OrphanPolicy.class);

	private static final Duration GRACE = Duration.ofMillis(1000);

	private static final Duration IDLE_TIMEOUT = Duration.ofMillis(100);

	private static final int STATUS = 1;

	private final IntConsumer halt;

	private final Sleeper sleeper;

	private final BiConsumer<String, Runnable> threads;

	private final AtomicBoolean armed = new AtomicBoolean(true);

	/**
	 * Create the policy.
	 * @param halt what ends this process with a status, at once
	 * @param sleeper how to wait
	 * @param threads starts a thread with a name and what it runs
	 */
	OrphanPolicy(IntConsumer halt, Sleeper sleeper, BiConsumer<String, Runnable> threads) {
		this.halt = halt;
		this.sleeper = sleeper;
		this.threads = threads;
	}

	/**
	 * Do nothing at the end of the connection, since this process ends anyway.
	 */
	void disarm() {
		this.armed.set(false);
	}

	void masterGone(Traffics traffics) {
		if (this.armed.compareAndSet(true, false)) {
			try {
				start("coolnode-orphan-limit", () -> this.sleeper.sleep(GRACE.plusMillis(500)));
				start("coolnode-orphan", () -> finish(traffics));
			}
			catch (OutOfMemoryError ex) {
				this.halt.accept(STATUS);
			}
		}
	}

	private static void finish(Traffics traffics) throws InterruptedException {
		if (!traffics.isEmpty()) {
			traffics.stopAccepting();
			logger.error("The master is gone; this worker ends");
			traffics.drain(GRACE, IDLE_TIMEOUT);
		}
	}

	private void start(String name, Interruptible action) {
		this.threads.accept(name, () -> {
			try {
				action.run();
			}
			catch (InterruptedException ex) {
				logger.debug("Interrupted; this worker ends at once", ex);
			}
			finally {
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
