package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.coolnode.channel.Control;
import io.coolnode.channel.Threads;

/**
 * How long a worker may do a duty that another machine gets otherwise: it asks its master
 * again and again, and counts by its own clock from the moment at which it asked. So a
 * master that is paused or cut off, or an answer that was long on its way, makes the term
 * shorter and never longer. May be used by any thread.
 */
final class DutyTerm {

	private final Consumer<Control> sender;

	private final LongSupplier nanoTime;

	private final Runnable begin;

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
			Threads.daemons(() -> "coolnode-duty-term"));

	private final Object monitor = new Object();

	// guarded by monitor
	private boolean begun;

	// guarded by monitor
	private long until;

	/**
	 * Create a term that has not begun.
	 * @param sender sends words to the master
	 * @param nanoTime the clock
	 * @param begin is run when the term begins for the first time
	 */
	DutyTerm(Consumer<Control> sender, LongSupplier nanoTime, Runnable begin) {
		this.sender = sender;
		this.nanoTime = nanoTime;
		this.begin = begin;
	}

	/**
	 * Ask the master from now on.
	 * @param interval how often
	 */
	void start(Duration interval) {
		this.executor.scheduleWithFixedDelay(this::ask, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
	}

	void ask() {
		this.sender.accept(Control.of(ControlWords.DUTY_ASKED, Long.toString(this.nanoTime.getAsLong())));
	}

	/**
	 * Take notice of the master's answer.
	 * @param asked when it was asked
	 * @param left how long the term lasts from then on, in nanoseconds, or 0
	 */
	void answered(long asked, long left) {
		boolean first;
		synchronized (this.monitor) {
			this.until = asked + left;
			first = !this.begun && isNow();
			this.begun |= first;
		}
		if (first) {
			this.begin.run();
		}
	}

	/**
	 * Return whether this worker may do its duty at the moment.
	 * @return {@code false} if another machine may
	 */
	boolean isPermitted() {
		synchronized (this.monitor) {
			return this.begun && isNow();
		}
	}

	private boolean isNow() {
		return this.until - this.nanoTime.getAsLong() > 0;
	}

	void end() {
		this.executor.shutdownNow();
	}

}
