package io.coolnode.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

import io.coolnode.cluster.DutyLeases;
import io.coolnode.redis.Leases;
import io.coolnode.scheduling.ScheduledTasks;

/**
 * Lets scheduled methods run on one machine at a time, in a master: those of its workers,
 * which are their duties, and its own. What it has, it gives up when all workers have
 * ended, and before the connection to Redis ends.
 */
class LeasedDuties implements DutyLeases, ApplicationListener<ApplicationStartedEvent>, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(LeasedDuties.class);

	private static final String MASTER = "master";

	private final Set<String> places;

	private final ScheduledTasks tasks;

	private final Leases leases;

	private final Duration drainTimeout;

	// volatile: asked for by any thread
	private volatile boolean running;

	/**
	 * Create the duties of a machine, which has none yet.
	 * @param places where methods run that run in one process at a time
	 * @param tasks those that run in the master
	 * @param leases a lease for each place
	 * @param drainTimeout how long runs in the master may go on when it stops
	 */
	LeasedDuties(Set<String> places, ScheduledTasks tasks, Leases leases, Duration drainTimeout) {
		this.places = Set.copyOf(places);
		this.tasks = tasks;
		this.leases = leases;
		this.drainTimeout = drainTimeout;
	}

	@Override
	public boolean isShared(String code) {
		return this.places.contains(code);
	}

	@Override
	public void want(String code) {
		this.leases.want(code, () -> {
		});
	}

	@Override
	public void leave(String code) {
		this.leases.leave(code);
	}

	@Override
	public Duration remaining(String code) {
		return this.leases.remaining(code);
	}

	@Override
	public Duration interval() {
		return this.leases.interval();
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		if (this.places.contains(MASTER)) {
			this.leases.want(MASTER, () -> this.tasks.beginInMaster(() -> !remaining(MASTER).isZero()));
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		try {
			this.tasks.end().get(this.drainTimeout.toMillis(), TimeUnit.MILLISECONDS);
			this.leases.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("Scheduled methods of the master were still running after " + this.drainTimeout.toMillis()
					+ " ms (cool.server.drain-timeout); no other machine runs them before the lease has ended");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Start before the workers do, and stop when they have.
	 */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE - 1;
	}

	@Override
	public void destroy() {
		if (this.tasks.end().isDone()) {
			this.leases.close();
		}
	}

}
