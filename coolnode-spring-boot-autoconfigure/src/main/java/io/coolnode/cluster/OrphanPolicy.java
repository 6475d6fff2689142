package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does when its master is gone: it accepts no more, has a moment for what
 * is in service, and ends.
 */
final class OrphanPolicy {

	private static final Log logger = LogFactory.getLog(OrphanPolicy.class);

	private static final Duration GRACE = Duration.ofMillis(1000);

	private static final int STATUS = 1;

	private final IntConsumer halt;

	private final AtomicBoolean armed = new AtomicBoolean(true);

	OrphanPolicy(IntConsumer halt) {
		this.halt = halt;
	}

	/**
	 * Do nothing at the end of the connection, since this process ends anyway.
	 */
	void disarm() {
		this.armed.set(false);
	}

	void masterGone(@Nullable Traffic traffic) {
		if (this.armed.compareAndSet(true, false)) {
			start("coolnode-orphan-limit", () -> {
				Thread.sleep(GRACE.plusMillis(500).toMillis());
				this.halt.accept(STATUS);
			});
			start("coolnode-orphan", () -> {
				if (traffic != null) {
					traffic.stopAccepting();
					logger.error("The master is gone; this worker ends");
					traffic.drain(GRACE, Duration.ofMillis(100));
				}
				this.halt.accept(STATUS);
			});
		}
	}

	private void start(String name, Interruptible action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (InterruptedException ex) {
				this.halt.accept(STATUS);
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * An action that waits.
	 */
	@FunctionalInterface
	private interface Interruptible {

		void run() throws InterruptedException;

	}

}
