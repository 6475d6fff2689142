package io.coolnode.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The stop of the whole cluster: all workers but one stop accepting, the last one goes on
 * until the backlog is empty, each finishes what it has; who takes too long gets SIGTERM,
 * then SIGKILL. Confined to the supervisor's thread.
 */
final class StopSequence {

	/**
	 * How long a connection without a request may stay open: its next request would find
	 * nobody anyway.
	 */
	private static final Duration IDLE_TIMEOUT = Duration.ofMillis(500);

	private static final Duration BACKLOG_CHECK = Duration.ofMillis(5);

	private static final Duration BACKLOG_TIMEOUT = Duration.ofSeconds(2);

	private final ClusterSettings settings;

	private final SupervisorThread thread;

	private final SharedPort port;

	private final Roster roster;

	private final Departures departures;

	private final Runnable done;

	private final Set<WorkerHandle> accepting = new HashSet<>();

	private @Nullable WorkerHandle last;

	StopSequence(ClusterSettings settings, SupervisorThread thread, SharedPort port, Roster roster,
			Departures departures, Runnable done) {
		this.settings = settings;
		this.thread = thread;
		this.port = port;
		this.roster = roster;
		this.departures = departures;
		this.done = done;
	}

	void begin() {
		if (this.roster.living().isEmpty()) {
			this.done.run();
			return;
		}
		boolean serving = this.roster.living().stream().anyMatch(WorkerHandle::isServing);
		Duration delay = serving ? this.settings.stopDelay() : Duration.ZERO;
		this.thread.schedule(delay, this::ask);
	}

	private void ask() {
		for (WorkerHandle handle : this.roster.living()) {
			if (handle.isServing() && this.last == null) {
				this.last = handle;
				continue;
			}
			if (handle.isServing()) {
				this.accepting.add(handle);
			}
			this.departures.ask(handle, IDLE_TIMEOUT);
		}
		long backlogDeadline = this.thread.nanoTime() + BACKLOG_TIMEOUT.toNanos();
		this.thread.execute(() -> emptyBacklog(backlogDeadline));
	}

	private void emptyBacklog(long deadline) {
		WorkerHandle last = this.last;
		if (last == null) {
			this.port.close();
			return;
		}
		boolean timeIsUp = this.thread.nanoTime() - deadline >= 0;
		if (timeIsUp || (this.accepting.isEmpty() && !this.port.hasPending())) {
			this.port.close();
			this.departures.ask(last, IDLE_TIMEOUT);
		}
		else {
			this.thread.schedule(BACKLOG_CHECK, () -> emptyBacklog(deadline));
		}
	}

	void draining(WorkerHandle handle) {
		this.accepting.remove(handle);
	}

	void exited(WorkerHandle handle) {
		this.accepting.remove(handle);
		if (this.roster.living().isEmpty()) {
			this.done.run();
		}
	}

}
