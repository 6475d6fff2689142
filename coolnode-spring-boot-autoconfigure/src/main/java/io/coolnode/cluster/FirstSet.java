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

	private final Runnable onFailure;

	private final CompletableFuture<Void> outcome = new CompletableFuture<>();

	private Progress progress = Progress.NONE_READY;

	/**
	 * Create the start.
	 * @param roster the places
	 * @param port the port to tell of
	 * @param router lets ready workers answer to their codes
	 * @param listener is told when the cluster is ready
	 * @param onFailure what to run when the start has failed
	 */
	FirstSet(Roster roster, SharedPort port, MasterRouter router, ClusterListener listener, Runnable onFailure) {
		this.roster = roster;
		this.port = port;
		this.router = router;
		this.listener = listener;
		this.onFailure = onFailure;
	}

	/**
	 * Wait, on another thread, until the start is over.
	 * @throws RuntimeException if it has failed
	 */
	void await() {
		try {
			this.outcome.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Return whether the start has succeeded.
	 * @return {@code false} while it lasts, and when it has failed
	 */
	boolean isComplete() {
		return this.progress == Progress.COMPLETE;
	}

	/**
	 * Fail the start. Has no effect when it is over.
	 * @param cause why
	 */
	void fail(RuntimeException cause) {
		if (this.progress == Progress.NONE_READY || this.progress == Progress.SOME_READY) {
			this.progress = Progress.FAILED;
			this.onFailure.run();
			this.outcome.completeExceptionally(cause);
		}
	}

	/**
	 * Take notice of a worker that is ready. It answers to its code when the start is
	 * over.
	 * @param place its place
	 * @param link the connection to it
	 */
	void ready(Place place, Link link) {
		this.roster.publish();
		if (isComplete()) {
			this.router.admit(place.code(), link);
		}
		else if (this.progress == Progress.NONE_READY) {
			this.progress = Progress.SOME_READY;
		}
		check();
	}

	/**
	 * Judge whether a boot failure fails the whole start: it does while no place has been
	 * ready, if a worker has found out the reason itself or no place is left that could
	 * become ready.
	 * @param place where it happened
	 * @param worker the worker in words
	 * @param failure what happened
	 * @return whether the start has failed by it
	 */
	boolean failsWith(Place place, String worker, BootFailure failure) {
		if (this.progress == Progress.NONE_READY
				&& (failure.analysed() || this.roster.allPlaces((each) -> each == place || hasFailed(each)))) {
			fail(new WorkerBootException(worker, failure));
		}
		return this.progress == Progress.FAILED;
	}

	private static boolean hasFailed(Place place) {
		return place.state() == WorkerState.BACKING_OFF || place.state() == WorkerState.GIVEN_UP;
	}

	/**
	 * End the start if a worker is ready and there is no place left to wait for.
	 */
	void check() {
		if (this.progress != Progress.SOME_READY || !this.roster.allPlaces(FirstSet::isSettled)) {
			return;
		}
		this.progress = Progress.COMPLETE;
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
		this.outcome.complete(null);
	}

	private static boolean isSettled(Place place) {
		return place.state() == WorkerState.READY || place.state() == WorkerState.GIVEN_UP;
	}

	/**
	 * How far the start has come.
	 */
	private enum Progress {

		NONE_READY, SOME_READY, COMPLETE, FAILED

	}

}
