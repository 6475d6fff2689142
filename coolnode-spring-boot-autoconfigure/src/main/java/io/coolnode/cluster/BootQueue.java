package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.WorkerState;
import io.coolnode.channel.MasterRouter;

/**
 * Fills places with processes: a few boot at a time, and where one fails to boot the next
 * one comes after a pause, or not at all. Confined to the supervisor's thread.
 */
final class BootQueue {

	private static final Log logger = LogFactory.getLog(BootQueue.class);

	private final ClusterSettings settings;

	private final SupervisorThread thread;

	private final ProcessStarter starter;

	private final Roster roster;

	private final FirstSet firstSet;

	private final GiveUpListener giveUpListener;

	private final MasterRouter router;

	private final Changes changes;

	private final Deque<Request> waiting = new ArrayDeque<>();

	private boolean anyWasReady;

	private boolean closed;

	/**
	 * Create a queue.
	 * @param settings what the user decided
	 * @param thread the supervisor's thread
	 * @param starter starts processes
	 * @param roster the places
	 * @param firstSet judges boot failures first
	 * @param router holds messages for the places
	 * @param changes is told of boot failures
	 * @param giveUpListener is told of places that get no other process
	 */
	BootQueue(ClusterSettings settings, SupervisorThread thread, ProcessStarter starter, Roster roster,
			FirstSet firstSet, MasterRouter router, Changes changes, GiveUpListener giveUpListener) {
		this.settings = settings;
		this.thread = thread;
		this.starter = starter;
		this.roster = roster;
		this.firstSet = firstSet;
		this.router = router;
		this.changes = changes;
		this.giveUpListener = giveUpListener;
	}

	/**
	 * Open a place, which gets no process yet.
	 * @return the place
	 */
	Place open() {
		Place place = this.roster.open(new RestartPolicy(this.settings, this.thread::nanoTime));
		this.router.open(place.code());
		return place;
	}

	/**
	 * Start a process for a place as soon as it may boot.
	 * @param place the place, which is {@link WorkerState#STARTING}
	 */
	void add(Place place) {
		this.waiting.add(new Request(place, WorkerState.STARTING));
		bootNext();
	}

	/**
	 * Start a process that is to follow the one which serves in a place. Has no effect if
	 * there is one already.
	 * @param place the place, which is {@link WorkerState#READY}
	 */
	void addSuccessor(Place place) {
		Request request = new Request(place, WorkerState.READY);
		if (place.successor() == null && !this.waiting.contains(request)) {
			this.waiting.add(request);
			bootNext();
		}
	}

	/**
	 * Try again with a place that was given up.
	 * @param place the place
	 */
	void revive(Place place) {
		place.restartPolicy().succeeded();
		place.transitionTo(WorkerState.STARTING);
		this.router.open(place.code());
		add(place);
	}

	/**
	 * Start no process any more.
	 */
	void close() {
		this.closed = true;
		this.waiting.clear();
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Start as many processes as may boot at a time.
	 */
	void bootNext() {
		while (!this.closed && !this.waiting.isEmpty() && countBooting() < concurrentBoots()) {
			boot(this.waiting.remove());
		}
		this.roster.publish();
	}

	private int concurrentBoots() {
		this.anyWasReady = this.anyWasReady || this.roster.living().stream().anyMatch(WorkerHandle::everReady);
		return (this.settings.firstBootsAlone() && !this.anyWasReady) ? 1 : this.settings.concurrentBoots();
	}

	private long countBooting() {
		return this.roster.living()
			.stream()
			.filter((handle) -> !handle.everReady() && handle.drainReason() == null)
			.count();
	}

	private void boot(Request request) {
		this.thread.assertCurrent();
		Place place = request.place();
		if (!this.roster.has(place) || place.state() != request.state()) {
			return;
		}
		long id = this.roster.nextId();
		WorkerHandle handle;
		try {
			handle = this.starter.start(place, id);
		}
		catch (IOException | RuntimeException | Error ex) {
			notLaunched(request, id, ex);
			return;
		}
		if (request.isForSuccessor()) {
			place.successor(handle);
		}
		else {
			place.occupy(handle);
		}
	}

	private void notLaunched(Request request, long id, Throwable cause) {
		Place place = request.place();
		String worker = "Worker " + place.code() + " (id " + id + ")";
		logger.debug(worker + " could not be started", cause);
		String reason = (cause instanceof IOException) ? cause.getMessage() : cause.toString();
		BootFailure failure = BootFailure.analysed("The process could not be started: " + reason, "");
		if (request.isForSuccessor()) {
			report(place, worker, failure);
		}
		else {
			judge(place, worker, failure, othersServe() ? this.settings.maxBackoff() : null);
		}
	}

	/**
	 * As long as others serve, nothing is won by giving up a place for what the system
	 * lacks: descriptors, memory or processes may be there again later.
	 * @return whether another worker serves
	 */
	private boolean othersServe() {
		return this.roster.living().stream().anyMatch(WorkerHandle::isServing);
	}

	/**
	 * Take notice of a process that has ended before it was ready.
	 * @param handle the process
	 * @param how how it ended, in words
	 */
	void failed(WorkerHandle handle, String how) {
		judge(handle.place(), handle.toString(), BootFailure.of(handle, how), null);
		bootNext();
	}

	/**
	 * Take notice of a successor that has ended before it had its place; the process that
	 * serves stays.
	 * @param handle the successor
	 * @param how how it ended, in words
	 */
	void successorFailed(WorkerHandle handle, String how) {
		handle.place().successor(null);
		report(handle.place(), handle.toString(), BootFailure.of(handle, how));
		bootNext();
	}

	private void judge(Place place, String worker, BootFailure failure, @Nullable Duration pauseInsteadOfGivingUp) {
		Duration policy = place.restartPolicy().failed();
		Duration pause = (policy != null) ? policy : pauseInsteadOfGivingUp;
		if (this.firstSet.failsWith(place, worker, failure)) {
			return;
		}
		report(place, worker, failure);
		if (!this.roster.has(place)) {
			return;
		}
		if (pause == null) {
			place.transitionTo(WorkerState.GIVEN_UP);
			logger.error("Worker " + place.code() + " is given up: more than " + this.settings.maxFailures()
					+ " boot failures within " + this.settings.window().toSeconds() + " s (cool.server.restart)");
			this.giveUpListener.givenUp(place, worker, failure);
		}
		else {
			backOff(place, pause);
		}
	}

	private void report(Place place, String worker, BootFailure failure) {
		logger.error(worker + " did not become ready. " + failure.description()
				+ ((failure.action() != null) ? " " + failure.action() : ""));
		this.changes.bootFailed(place, new WorkerBootException(worker, failure));
	}

	private void backOff(Place place, Duration pause) {
		logger.warn("The next start of worker " + place.code() + " comes in " + pause.toMillis() + " ms");
		if (place.state() != WorkerState.BACKING_OFF) {
			place.transitionTo(WorkerState.BACKING_OFF);
		}
		this.thread.schedule(pause, () -> {
			if (!this.closed && this.roster.has(place) && place.state() == WorkerState.BACKING_OFF) {
				place.transitionTo(WorkerState.STARTING);
				add(place);
			}
		});
	}

	/**
	 * A process that is to be started.
	 *
	 * @param place where
	 * @param state the state in which the place has to be for it
	 */
	private record Request(Place place, WorkerState state) {

		boolean isForSuccessor() {
			return this.state == WorkerState.READY;
		}

	}

	/**
	 * What is told of places that get no other process.
	 */
	@FunctionalInterface
	interface GiveUpListener {

		/**
		 * Called when a place gets no other process, on the supervisor's thread.
		 * @param place the place
		 * @param worker the last process that failed to boot in it, in words
		 * @param failure what happened to that
		 */
		void givenUp(Place place, String worker, BootFailure failure);

	}

}
