package io.coolnode.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.WorkerState;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;

/**
 * The start of the cluster, which is over when every place of the first set is ready or
 * given up, and has failed when none can become ready. Confined to the supervisor's
 * thread, but for {@link #await}.
 */
final class FirstSet {

	private static final Log logger = LogFactory.getLog(FirstSet.class);

	private final Roster roster;

	private final SharedPort port;

	private final MasterRouter router;

	private final ClusterListener listener;

	private final CompletableFuture<Void> started = new CompletableFuture<>();

	private boolean complete;

	FirstSet(Roster roster, SharedPort port, MasterRouter router, ClusterListener listener) {
		this.roster = roster;
		this.port = port;
		this.router = router;
		this.listener = listener;
	}

	/**
	 * Wait, on another thread, until the start is over.
	 * @throws RuntimeException if it has failed
	 */
	void await() {
		try {
			this.started.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	boolean isComplete() {
		return this.complete;
	}

	void fail(RuntimeException cause) {
		this.started.completeExceptionally(cause);
	}

	/**
	 * Judge whether a boot failure fails the whole start: it does while no place is
	 * ready, if a worker has found out the reason itself or no place is left that could
	 * become ready.
	 * @param place where it happened
	 * @param worker the worker in words
	 * @param failure what happened
	 * @return whether the start has failed by it
	 */
	boolean failsWith(Place place, String worker, BootFailure failure) {
		if (this.complete || this.roster.anyPlace(WorkerState.READY)) {
			return false;
		}
		if (!failure.analysed() && !this.roster.allPlaces((each) -> each == place || hasFailed(each))) {
			return false;
		}
		fail(new WorkerBootException(worker, failure));
		return true;
	}

	private static boolean hasFailed(Place place) {
		return place.state() == WorkerState.BACKING_OFF || place.state() == WorkerState.GIVEN_UP;
	}

	/**
	 * End the start if no place is left to wait for: the ready workers are told, and what
	 * was sent to them is delivered.
	 */
	void check() {
		if (this.complete || !this.roster.allPlaces(FirstSet::isSettled)) {
			return;
		}
		this.complete = true;
		List<Place> ready = this.roster.places()
			.stream()
			.filter((place) -> place.state() == WorkerState.READY)
			.toList();
		logger.info("Cluster is ready: " + ready.size() + " workers on port " + this.port.port());
		this.roster.publish();
		for (Place place : ready) {
			Link link = (place.current() != null) ? place.current().link() : null;
			if (link != null) {
				this.router.admit(place.code(), link);
			}
		}
		this.listener.onReady();
		this.started.complete(null);
	}

	private static boolean isSettled(Place place) {
		return place.state() == WorkerState.READY || place.state() == WorkerState.GIVEN_UP;
	}

}
