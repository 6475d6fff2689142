package io.coolnode.cluster;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;

/**
 * Gives a place from the process that serves in it to its successor, without a moment in
 * which nobody accepts or two answer to the code. Confined to the supervisor's thread.
 */
final class Succession {

	private static final Log logger = LogFactory.getLog(Succession.class);

	/**
	 * How long a process that is asked to drain may keep its place from a successor.
	 */
	private static final Duration HAND_OVER_TIMEOUT = Duration.ofSeconds(5);

	private final SupervisorThread thread;

	private final Roster roster;

	private final MasterRouter router;

	private final Departures departures;

	private final Duties duties;

	private final ClusterListener listener;

	Succession(SupervisorThread thread, Roster roster, MasterRouter router, Departures departures, Duties duties,
			ClusterListener listener) {
		this.thread = thread;
		this.roster = roster;
		this.router = router;
		this.departures = departures;
		this.duties = duties;
		this.listener = listener;
	}

	/**
	 * Let a successor accept, and ask the process before it to drain. The place changes
	 * hands when that one has begun to.
	 * @param successor the successor, which has become ready
	 * @param link the connection to it
	 */
	void ready(WorkerHandle successor, Link link) {
		Place place = successor.place();
		WorkerHandle previous = place.current();
		successor.markReady();
		link.send(Control.of(ControlWords.ACCEPT));
		if (previous == null || !previous.isServing()) {
			handOver(place);
			return;
		}
		this.departures.ask(previous);
		this.thread.schedule(HAND_OVER_TIMEOUT, () -> {
			if (successor.isSuccessor() && this.roster.isLiving(successor)) {
				handOver(place);
			}
		});
	}

	/**
	 * Give a place to its successor, if there is one that is ready.
	 * @param place the place, whose process drains or has died
	 * @return whether the place has changed hands
	 */
	boolean takesOver(Place place) {
		WorkerHandle successor = place.successor();
		if (successor == null || !successor.everReady()) {
			return false;
		}
		handOver(place);
		return true;
	}

	private void handOver(Place place) {
		WorkerHandle previous = place.current();
		WorkerHandle current = place.promoteSuccessor();
		Link previousLink = (previous != null) ? previous.link() : null;
		if (previousLink != null) {
			this.router.release(place.code(), previousLink);
		}
		Link link = current.link();
		if (link != null) {
			this.router.admit(place.code(), link);
		}
		this.duties.claim(current);
		place.restartPolicy().succeeded();
		if (place.state() != WorkerState.READY) {
			place.transitionTo(WorkerState.READY);
		}
		logger.info(current + " is ready and has the place");
		this.roster.publish();
		this.listener.onWorkerReady(place.snapshot(current));
	}

}
