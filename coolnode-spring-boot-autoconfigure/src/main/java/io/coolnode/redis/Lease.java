package io.coolnode.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one machine has at a time, for as long as it renews it. How long it is valid is
 * counted from before Redis was asked, and less than what Redis counts. Confined to the
 * thread of {@link Leases}, but for the question how long it remains.
 */
final class Lease {

	private static final Log logger = LogFactory.getLog(Lease.class);

	/**
	 * The part of its length by which a lease ends here before it ends in Redis.
	 */
	private static final int MARGIN = 10;

	private final String name;

	private final LockProvider locks;

	private final Duration length;

	private final LongSupplier nanoTime;

	private final Runnable acquired;

	private @Nullable SimpleLock lock;

	private boolean told;

	private final Object monitor = new Object();

	// guarded by monitor
	private boolean held;

	// guarded by monitor
	private long until;

	/**
	 * Create a lease that this machine does not have.
	 * @param name its name
	 * @param locks where it is kept
	 * @param length how long it lasts without being renewed
	 * @param nanoTime the clock
	 * @param acquired is run each time that this machine gets it
	 */
	Lease(String name, LockProvider locks, Duration length, LongSupplier nanoTime, Runnable acquired) {
		this.name = name;
		this.locks = locks;
		this.length = length;
		this.nanoTime = nanoTime;
		this.acquired = acquired;
	}

	/**
	 * Get the lease if nobody has it, or renew it if this machine does.
	 */
	void renew() {
		SimpleLock current = this.lock;
		long asked = this.nanoTime.getAsLong();
		try {
			this.lock = ((current != null) ? current.extend(this.length, Duration.ZERO) : lock()).orElse(null);
		}
		catch (RuntimeException ex) {
			unanswered(ex);
			return;
		}
		if (this.lock == null) {
			lost(current != null);
			return;
		}
		keep(asked + this.length.minus(this.length.dividedBy(MARGIN)).toNanos());
		if (current == null) {
			logger.info("@Scheduled methods of " + this.name + " run on this machine from now on, and on no other");
			this.acquired.run();
		}
		else if (this.told) {
			logger.info("@Scheduled methods of " + this.name + " run again");
		}
		this.told = false;
	}

	private Optional<SimpleLock> lock() {
		return this.locks.lock(new LockConfiguration(ClockProvider.now(), this.name, this.length, Duration.ZERO));
	}

	private void keep(long until) {
		synchronized (this.monitor) {
			this.held = true;
			this.until = until;
		}
	}

	private void lost(boolean hadIt) {
		synchronized (this.monitor) {
			this.held = false;
		}
		this.told = false;
		if (hadIt) {
			logger.warn("@Scheduled methods of " + this.name + " begin no more on this machine: its lease in Redis was "
					+ "not renewed for " + this.length.toMillis() + " ms, or Redis has lost it");
		}
	}

	private void unanswered(RuntimeException ex) {
		if (!this.told && remaining().isZero()) {
			logger.warn("No @Scheduled methods of " + this.name + " begin on this machine, since Redis does not tell "
					+ "whether they run on another one: " + ex);
			this.told = true;
		}
		logger.debug("The lease '" + this.name + "' could not be renewed", ex);
	}

	/**
	 * Return how long this machine has the lease, from now on, if it is not renewed.
	 * @return the time, or zero
	 */
	Duration remaining() {
		synchronized (this.monitor) {
			long left = this.held ? this.until - this.nanoTime.getAsLong() : 0;
			return Duration.ofNanos(Math.max(0, left));
		}
	}

	/**
	 * Let another machine have the lease.
	 */
	void release() {
		SimpleLock current = this.lock;
		this.lock = null;
		synchronized (this.monitor) {
			this.held = false;
		}
		if (current != null) {
			try {
				current.unlock();
			}
			catch (RuntimeException ex) {
				logger.debug("The lease '" + this.name + "' ends by itself, since Redis does not answer", ex);
			}
		}
	}

}
