package io.coolnode.cluster;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.WorkerState;

/**
 * Gives places another process when theirs has ended or is leaving. Confined to the
 * supervisor's thread.
 */
final class Replacements {

	private static final Log logger = LogFactory.getLog(Replacements.class);

	/**
	 * How long to wait, after a worker got a signal, for the same signal at the master.
	 */
	static final Duration SIGNAL_GRACE = Duration.ofSeconds(1);

	private final SupervisorThread thread;

	private final Roster roster;

	private final BootQueue boots;

	Replacements(SupervisorThread thread, Roster roster, BootQueue boots) {
		this.thread = thread;
		this.roster = roster;
		this.boots = boots;
	}

	/**
	 * Replace a process that leaves by itself. One that was never ready is judged when it
	 * has ended.
	 * @param handle the process
	 * @param reason why it leaves
	 */
	void leaving(WorkerHandle handle, DrainReason reason) {
		if (reason == DrainReason.SIGNAL) {
			this.thread.schedule(SIGNAL_GRACE, () -> replaceEarly(handle));
		}
		else if (handle.everReady()) {
			replaceEarly(handle);
		}
	}

	private void replaceEarly(WorkerHandle handle) {
		if (handle.isCurrent() && this.roster.has(handle.place()) && !this.boots.isClosed()) {
			handle.place().vacate();
			fill(handle.place());
		}
	}

	/**
	 * Replace a process that has ended while its place was its own.
	 * @param handle the process
	 * @param status its exit status
	 * @param how how it ended, in words
	 */
	void ended(WorkerHandle handle, int status, String how) {
		Place place = handle.place();
		if (handle.drainReason() != DrainReason.SIGNAL && !ExitStatus.isStopSignal(status)) {
			replace(handle, how);
			return;
		}
		place.transitionTo(WorkerState.BACKING_OFF);
		this.thread.schedule(SIGNAL_GRACE, () -> {
			if (place.state() == WorkerState.BACKING_OFF && this.roster.has(place) && !this.boots.isClosed()) {
				replace(handle, how);
			}
		});
	}

	private void replace(WorkerHandle ended, String how) {
		if (ended.everReady() || ended.drainReason() == DrainReason.SIGNAL) {
			fill(ended.place());
		}
		else if (ended.isPromoted()) {
			fillCold(ended);
		}
		else {
			this.boots.failed(ended, how);
		}
	}

	private void fillCold(WorkerHandle ended) {
		logger.info(ended + " could not take its place; another process is started for that");
		if (ended.place().state() != WorkerState.STARTING) {
			ended.place().transitionTo(WorkerState.STARTING);
		}
		this.boots.addCold(ended.place());
	}

	private void fill(Place place) {
		place.transitionTo(WorkerState.STARTING);
		if (place.successor() != null) {
			place.promoteSuccessor();
			this.roster.publish();
		}
		else {
			this.boots.add(place);
		}
	}

}
