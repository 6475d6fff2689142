package io.coolnode.cluster;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;

/**
 * Sends processes away: each is asked to finish what it has, and ended if it has nothing.
 * Confined to the supervisor's thread.
 */
final class Departures {

	private static final Log logger = LogFactory.getLog(Departures.class);

	private final ClusterSettings settings;

	private final Roster roster;

	private final Reaper reaper;

	private final MasterRouter router;

	Departures(ClusterSettings settings, Roster roster, Reaper reaper, MasterRouter router) {
		this.settings = settings;
		this.roster = roster;
		this.reaper = reaper;
		this.router = router;
	}

	/**
	 * Ask a process to drain and leave, or end it if it has nothing to drain.
	 * @param handle the process
	 */
	void ask(WorkerHandle handle) {
		ask(handle, this.settings.drainTimeout());
	}

	/**
	 * Ask a process to drain and leave, or end it if it has nothing to drain. For one
	 * that drains already the shorter idle timeout counts.
	 * @param handle the process
	 * @param idleTimeout how long a connection without a request may stay open
	 */
	void ask(WorkerHandle handle, Duration idleTimeout) {
		if (handle.isStandingBy() && handle.link() != null) {
			send(handle, idleTimeout);
			this.reaper.terminated(handle);
		}
		else if (handle.isServing() || handle.isSignalled() || handle.drainReason() != null) {
			send(handle, idleTimeout);
			this.reaper.leaving(handle);
		}
		else {
			handle.process().terminate();
			this.reaper.terminated(handle);
		}
	}

	private void send(WorkerHandle handle, Duration idleTimeout) {
		Link link = handle.link();
		if (link != null) {
			handle.markAsked();
			link.send(
					Control.of(ControlWords.DRAIN, new DrainTerms(this.settings.drainTimeout(), idleTimeout).format()));
		}
	}

	/**
	 * Send all processes of a place away, and the place with them.
	 * @param place the place
	 */
	void retire(Place place) {
		this.roster.retire(place);
		if (place.state() == WorkerState.READY) {
			place.transitionTo(WorkerState.DRAINING);
		}
		this.roster.living(place).forEach(this::ask);
		left(place);
		this.roster.publish();
	}

	/**
	 * Take notice of a process that has left a place.
	 * @param place the place
	 */
	void left(Place place) {
		if (this.roster.isRetired(place) && this.roster.living(place).isEmpty()) {
			place.transitionTo(WorkerState.STOPPED);
			this.roster.forget(place);
			this.router.close(place.code());
			logger.info("Worker " + place.code() + " has left");
		}
	}

}
