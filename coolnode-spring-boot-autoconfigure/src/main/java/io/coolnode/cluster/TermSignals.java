package io.coolnode.cluster;

import java.util.function.BooleanSupplier;

/**
 * Answers workers that got SIGTERM. Each may drain at once, but for the last one that
 * serves: the signal may have reached all processes of the cluster, and then that worker
 * is needed to empty the backlog when the cluster stops. Once the cluster stops, each is
 * asked in its turn. Confined to the supervisor's thread.
 */
final class TermSignals {

	private final SupervisorThread thread;

	private final Roster roster;

	private final Departures departures;

	private final BooleanSupplier stopping;

	TermSignals(SupervisorThread thread, Roster roster, Departures departures, BooleanSupplier stopping) {
		this.thread = thread;
		this.roster = roster;
		this.departures = departures;
		this.stopping = stopping;
	}

	/**
	 * Take notice of a worker that got SIGTERM.
	 * @param handle the worker
	 */
	void received(WorkerHandle handle) {
		handle.markSignalled();
		if (!handle.isServing()) {
			ask(handle);
		}
		else if (othersServe()) {
			askUnlessStopping(handle);
		}
		else {
			this.thread.schedule(Replacements.SIGNAL_GRACE, () -> askUnlessStopping(handle));
		}
	}

	private void askUnlessStopping(WorkerHandle handle) {
		if (!this.stopping.getAsBoolean()) {
			ask(handle);
		}
	}

	private boolean othersServe() {
		return this.roster.living().stream().anyMatch((other) -> other.isServing() && !other.isSignalled());
	}

	private void ask(WorkerHandle handle) {
		if (!handle.isAsked()) {
			this.departures.ask(handle);
		}
	}

}
