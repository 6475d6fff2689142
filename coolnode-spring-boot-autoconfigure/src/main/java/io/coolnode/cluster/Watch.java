package io.coolnode.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Watches over the workers' heartbeats, and ends processes that hang: first the evidence,
 * then SIGKILL. If this process itself was frozen, all clocks start anew. Confined to the
 * supervisor's thread.
 */
final class Watch {

	private static final Log logger = LogFactory.getLog(Watch.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	/**
	 * From which gap between two checks on this process counts as frozen in between,
	 * unless the timeout is so short that the workers could seem silent before.
	 */
	private static final Duration FROZEN = Duration.ofSeconds(4);

	/**
	 * How long a process has for writing its thread dump.
	 */
	private static final Duration EVIDENCE_TIME = Duration.ofSeconds(2);

	private final SupervisorThread thread;

	private final Roster roster;

	private final Duration timeout;

	private final Duration frozen;

	private final Runnable onCheck;

	private final Set<WorkerHandle> condemned = new HashSet<>();

	private long lastCheck;

	/**
	 * Create a watch.
	 * @param thread the supervisor's thread
	 * @param roster the processes
	 * @param timeout how long a process may be silent
	 * @param onCheck is called after each check, once a second
	 */
	Watch(SupervisorThread thread, Roster roster, Duration timeout, Runnable onCheck) {
		this.thread = thread;
		this.roster = roster;
		this.timeout = timeout;
		Duration half = timeout.dividedBy(2).plus(INTERVAL);
		this.frozen = (half.compareTo(FROZEN) < 0) ? half : FROZEN;
		this.onCheck = onCheck;
	}

	void start() {
		this.lastCheck = this.thread.nanoTime();
		this.thread.schedule(INTERVAL, this::check);
	}

	private void check() {
		long now = this.thread.nanoTime();
		boolean frozen = now - this.lastCheck > this.frozen.toNanos();
		this.lastCheck = now;
		if (frozen) {
			logger.warn("This process was frozen for some seconds; the heartbeats of the workers count from now on");
			this.roster.living().forEach((handle) -> handle.alive(now));
		}
		this.condemned.retainAll(this.roster.living());
		this.roster.living()
			.stream()
			.filter((handle) -> handle.link() != null && now - handle.aliveNanos() > this.timeout.toNanos())
			.forEach((handle) -> end(handle, RestartReason.HUNG, "has given no sign of life for "
					+ this.timeout.toSeconds() + " s (cool.server.heartbeat-timeout)"));
		this.onCheck.run();
		this.thread.schedule(INTERVAL, this::check);
	}

	/**
	 * Take the evidence of a process that hangs, and end it.
	 * @param handle the process
	 * @param reason what is counted as the reason
	 * @param why what is known, as the rest of a sentence
	 */
	void end(WorkerHandle handle, RestartReason reason, String why) {
		if (!this.condemned.add(handle)) {
			return;
		}
		handle.endsFor(reason);
		String state = handle.process().state();
		logger.error(handle + " " + why + "; " + handle.vitals().inFlight() + " requests are in service"
				+ (state.isEmpty() ? "" : "; its process is in state " + state)
				+ "; its thread dump follows if it can still write one, then it is killed");
		handle.process().dumpThreads();
		this.thread.schedule(EVIDENCE_TIME, () -> {
			if (this.roster.isLiving(handle)) {
				handle.process().kill();
			}
		});
	}

}
