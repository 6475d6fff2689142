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

	/**
	 * What is newer than any process: a request that no spare will do for.
	 */
	private static final long COLD = Long.MAX_VALUE;

	private final ProcessStarter starter;

	private final Spares spares;

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
	 * @param spares the processes that were started ahead
	 * @param roster the places
	 * @param firstSet judges boot failures first
	 * @param router holds messages for the places
	 * @param changes is told of boot failures
	 * @param giveUpListener is told of places that get no other process
	 */
	BootQueue(ClusterSettings settings, SupervisorThread thread, ProcessStarter starter, Spares spares, Roster roster,
			FirstSet firstSet, MasterRouter router, Changes changes, GiveUpListener giveUpListener) {
		this.settings = settings;
		this.thread = thread;
		this.starter = starter;
		this.spares = spares;
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
	 * Give a place to a spare, or to a process that is started for it as soon as it may
	 * boot.
	 * @param place the place, which is {@link WorkerState#STARTING}
	 */
	void add(Place place) {
		add(new Request(place, WorkerState.STARTING, 0));
	}

	/**
	 * Start a process for a place as soon as it may boot, although there may be a spare.
	 * @param place the place, which is {@link WorkerState#STARTING}
	 */
	void addCold(Place place) {
		add(new Request(place, WorkerState.STARTING, COLD));
	}

	private void add(Request request) {
		this.waiting.add(request);
		bootNext();
	}

	/**
	 * Have a process that is to follow the one which serves in a place. Has no effect if
	 * there is one already.
	 * @param place the place, which is {@link WorkerState#READY}
	 * @param newerThan the id of the last process that is too old, or 0 if any spare will
	 * do
	 */
	void addSuccessor(Place place, long newerThan) {
		Request request = new Request(place, WorkerState.READY, newerThan);
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
	 * Replace the spares that were started before a release which has turned out to boot.
	 * @param lastOldId the id of the last process that was started before
	 */
	void renewSpares(long lastOldId) {
		this.spares.renew(lastOldId);
		bootNext();
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
	 * Give places to spares, and start as many processes as may boot at a time: first for
	 * places, then as spares.
	 */
	void bootNext() {
		if (!this.closed) {
			fill();
		}
		this.roster.publish();
	}

	private void fill() {
		this.waiting.removeIf((request) -> !isValid(request) || promoteSpare(request));
		while (!this.waiting.isEmpty() && mayBoot()) {
			boot(this.waiting.remove());
		}
		while (this.waiting.isEmpty() && this.firstSet.isComplete() && this.spares.isLacking() && mayBoot()) {
			this.spares.start();
		}
	}

	private boolean isValid(Request request) {
		return this.roster.has(request.place()) && request.place().state() == request.state();
	}

	private boolean promoteSpare(Request request) {
		WorkerHandle spare = this.spares.promote(request.place(), request.newerThan());
		if (spare != null) {
			enter(request, spare);
		}
		return spare != null;
	}

	private static void enter(Request request, WorkerHandle handle) {
		if (request.isForSuccessor()) {
			request.place().successor(handle);
		}
		else {
			request.place().occupy(handle);
		}
	}

	private boolean mayBoot() {
		return this.roster.living().stream().filter(WorkerHandle::isBooting).count() < concurrentBoots();
	}

	private int concurrentBoots() {
		this.anyWasReady = this.anyWasReady || this.roster.living().stream().anyMatch(WorkerHandle::everReady);
		return (this.settings.firstBootsAlone() && !this.anyWasReady) ? 1 : this.settings.concurrentBoots();
	}

	private void boot(Request request) {
		this.thread.assertCurrent();
		if (!isValid(request)) {
			return;
		}
		long id = this.roster.nextId();
		WorkerHandle handle;
		try {
			handle = this.starter.start(request.place(), id);
		}
		catch (IOException | RuntimeException | Error ex) {
			notLaunched(request, id, ex);
			return;
		}
		enter(request, handle);
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
	 * @param newerThan the id of the last process that is too old
	 */
	private record Request(Place place, WorkerState state, long newerThan) {

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
