package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Control;
import io.coolnode.channel.Threads;

/**
 * Tells the master, on a thread of its own, that this worker lives.
 */
final class Heart {

	private static final Log logger = LogFactory.getLog(Heart.class);

	/**
	 * The time between two heartbeats.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Consumer<Control> sender;

	private final Supplier<Vitals> vitals;

	private final ScheduledThreadPoolExecutor executor;

	Heart(Consumer<Control> sender, Supplier<Vitals> vitals) {
		this.sender = sender;
		this.vitals = vitals;
		this.executor = new ScheduledThreadPoolExecutor(1, Threads.daemons(() -> "coolnode-heartbeat"));
	}

	void start() {
		this.executor.scheduleAtFixedRate(this::beat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void beat() {
		this.sender.accept(new Control(ControlWords.HEARTBEAT, currentVitals().format()));
	}

	private Vitals currentVitals() {
		try {
			return this.vitals.get();
		}
		catch (RuntimeException ex) {
			logger.debug("The vitals of this worker are not known", ex);
			return Vitals.NONE;
		}
	}

	void stop() {
		this.executor.shutdownNow();
	}

}
