package io.coolnode.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The stop of the whole cluster: all workers but one stop accepting, no more connections
 * are queued, the last one goes on until the backlog is empty, each finishes what it has;
 * who takes too long gets SIGTERM, then SIGKILL. Confined to the supervisor's thread.
 */
final class StopSequence {

	/**
	 * How long a connection without a request may stay open: its next request would find
	 * nobody anyway.
	 */
	private static final Duration IDLE_TIMEOUT = Duration.ofMillis(500);

	private static final Duration BACKLOG_CHECK = Duration.ofMillis(5);

	private static final Duration BACKLOG_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * How long the backlog must have been empty: connections that were begun before may
	 * still need a round trip to get there.
	 */
	private static final Duration BACKLOG_QUIET = Duration.ofMillis(100);

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
			boolean serving = handle.isServing();
			if (serving && !handle.isAsked() && this.last == null) {
				this.last = handle;
				continue;
			}
			if (serving) {
				this.accepting.add(handle);
			}
			this.departures.ask(handle, IDLE_TIMEOUT);
		}
		long now = this.thread.nanoTime();
		this.thread.execute(() -> closeQueue(now + BACKLOG_TIMEOUT.toNanos()));
	}

	private void closeQueue(long deadline) {
		if (this.last == null) {
			this.port.close();
		}
		else if (this.accepting.isEmpty() || this.thread.nanoTime() - deadline >= 0) {
			this.port.stopQueueing();
			emptyQueue(this.last, deadline, this.thread.nanoTime());
		}
		else {
			this.thread.schedule(BACKLOG_CHECK, () -> closeQueue(deadline));
		}
	}

	private void emptyQueue(WorkerHandle last, long deadline, long quietSince) {
		long now = this.thread.nanoTime();
		long quiet = this.port.hasPending() ? now : quietSince;
		if (now - deadline >= 0 || now - quiet >= BACKLOG_QUIET.toNanos()) {
			this.port.close();
			this.departures.ask(last, IDLE_TIMEOUT);
		}
		else {
			this.thread.schedule(BACKLOG_CHECK, () -> emptyQueue(last, deadline, quiet));
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
