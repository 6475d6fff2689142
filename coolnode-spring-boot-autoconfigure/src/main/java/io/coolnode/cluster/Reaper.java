package io.coolnode.cluster;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Ends processes that should have ended by themselves. Confined to the supervisor's
 * thread.
 */
final class Reaper {

	private static final Log logger = LogFactory.getLog(Reaper.class);

	/**
	 * How long a worker may take to close its context and end, once it has drained.
	 */
	private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

	private static final Duration KILL_GRACE = Duration.ofSeconds(5);

	/**
	 * How long a worker may outlive its connection.
	 */
	private static final Duration LINK_GRACE = Duration.ofSeconds(5);

	private final SupervisorThread thread;

	private final Roster roster;

	private final Duration drainTimeout;

	Reaper(SupervisorThread thread, Roster roster, Duration drainTimeout) {
		this.thread = thread;
		this.roster = roster;
		this.drainTimeout = drainTimeout;
	}

	/**
	 * Expect a process to drain and end from now on: past the time for that it gets
	 * SIGTERM, then SIGKILL.
	 * @param handle the process
	 */
	void leaving(WorkerHandle handle) {
		Duration limit = this.drainTimeout.plus(CLOSE_GRACE);
		this.thread.schedule(limit, () -> {
			if (this.roster.isLiving(handle)) {
				logger.warn(handle + " has not ended in time; it gets SIGTERM");
				handle.process().terminate();
				terminated(handle);
			}
		});
	}

	/**
	 * Expect a process to end soon, since it got SIGTERM and has nothing to finish. While
	 * its context is being created, Spring does not let it be closed: past the time for
	 * that it gets SIGKILL.
	 * @param handle the process
	 */
	void terminated(WorkerHandle handle) {
		this.thread.schedule(KILL_GRACE, () -> {
			if (this.roster.isLiving(handle)) {
				logger.warn(handle + " has not ended after SIGTERM; it is killed");
				handle.process().kill();
			}
		});
	}

	/**
	 * Expect a process to end soon, since it has lost its connection. One that is leaving
	 * has its own time.
	 * @param handle the process
	 */
	void disconnected(WorkerHandle handle) {
		this.thread.schedule(LINK_GRACE, () -> {
			if (this.roster.isLiving(handle) && handle.drainReason() == null) {
				logger.warn(handle + " has lost its connection and did not end; it is killed");
				handle.process().kill();
			}
		});
	}

}
