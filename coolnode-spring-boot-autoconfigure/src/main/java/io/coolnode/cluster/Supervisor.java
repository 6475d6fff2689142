package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.WorkerInfo;

/**
 * Keeps the places of the cluster filled: starts workers, learns from them when they are
 * ready, and starts another one when one has died, whatever it died of. All its state
 * belongs to the thread {@code coolnode-supervisor}.
 */
public final class Supervisor {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private final ClusterSettings settings;

	private final SharedPort port;

	private final MasterRouter router;

	private final ClusterListener listener;

	private final DeathRecorder deaths;

	private final SupervisorThread thread;

	private final Roster roster;

	private final Reaper reaper;

	private final FirstSet firstSet;

	private final Changes changes;

	private final Departures departures;

	private final TermSignals termSignals;

	private final Succession succession;

	private final Spares spares;

	private final BootQueue boots;

	private final String node;

	private final Duties duties;

	private final Replacements replacements;

	private final MasterChanges requests;

	private final Watch watch;

	/**
	 * Directories of workers that have ended, which could not be deleted yet.
	 */
	private final Set<String> undeleted = new LinkedHashSet<>();

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private @Nullable StopSequence stop;

	/**
	 * Create a supervisor, which does nothing before it is started.
	 * @param settings what the user decided
	 * @param launcher starts processes
	 * @param port the port that they share
	 * @param router hands on their messages
	 * @param view gets what is known of them
	 * @param listener is told of the state of the cluster
	 * @param reports keeps what is known of deaths
	 * @param leases lets the duties of workers be done on one machine at a time
	 */
	public Supervisor(ClusterSettings settings, WorkerLauncher launcher, SharedPort port, MasterRouter router,
			ClusterView view, ClusterListener listener, CrashReports reports, DutyLeases leases) {
		this(settings, launcher, port, router, view, listener, reports, leases, new ScheduledSupervisorThread());
	}

	Supervisor(ClusterSettings settings, WorkerLauncher launcher, SharedPort port, MasterRouter router,
			ClusterView view, ClusterListener listener, DeathRecorder deaths, DutyLeases leases,
			SupervisorThread thread) {
		this.duties = new Duties(leases);
		this.settings = settings;
		this.port = port;
		this.router = router;
		this.thread = thread;
		this.node = settings.node();
		this.roster = new Roster(settings.node(), view);
		this.listener = listener;
		this.deaths = deaths;
		this.reaper = new Reaper(thread, this.roster, settings.drainTimeout());
		this.firstSet = new FirstSet(this.roster, port, router, listener, this::beginStop);
		this.changes = new Changes(thread, this.firstSet::isComplete, listener);
		this.departures = new Departures(settings, this.roster, this.reaper, router);
		this.termSignals = new TermSignals(thread, this.roster, this.departures, () -> this.stop != null);
		this.succession = new Succession(thread, this.roster, router, this.departures, this.duties, listener);
		ProcessStarter starter = new ProcessStarter(settings, thread, launcher, this.roster, this::exited);
		this.spares = new Spares(settings, thread, this.roster, starter, this.departures, deaths, this::bootNext);
		this.boots = new BootQueue(settings, thread, starter, this.spares, this.roster, this.firstSet, router,
				this.changes, this::givenUp);
		this.replacements = new Replacements(thread, this.roster, this.boots);
		this.requests = new MasterChanges(this.thread, this.roster, this.boots, this.departures, this.changes);
		Recycling recycling = new Recycling(settings.recycle(), thread, this.roster, RandomGenerator.getDefault(),
				this.requests::recycle);
		this.watch = new Watch(thread, this.roster, settings.heartbeatTimeout(), () -> {
			listener.onAlive();
			recycling.check();
		});
	}

	/**
	 * Start the workers, and wait until every place of the first set is ready or given
	 * up.
	 * @throws WorkerBootException if none became ready; no process is left then
	 */
	public void start() {
		this.thread.execute(this::startPlaces);
		try {
			this.firstSet.await();
		}
		catch (RuntimeException ex) {
			stop();
			throw ex;
		}
	}

	/**
	 * Answer what workers, and masters of other machines, ask about the cluster and for
	 * it.
	 * @param channel the channel through which they ask
	 * @return where to ask for changes in the master; they begin when the cluster is
	 * ready
	 */
	public ClusterChanges answer(InternalChannel channel) {
		NodeChanges nodes = new NodeChanges(this.node, this.requests, channel);
		new ClusterDesk(this.requests, nodes, new Reporter(this.thread, this.roster, this.changes, this.port))
			.open(channel);
		return nodes;
	}

	/**
	 * Return where to ask for changes of this machine.
	 * @return the changes
	 */
	MasterChanges changes() {
		return this.requests;
	}

	/**
	 * Restart the workers, one after another. Does not wait.
	 */
	public void restart() {
		this.requests.restart(null);
	}

	/**
	 * Return what has happened so far, in numbers.
	 * @return the counts, which go on
	 */
	public ClusterCounts counts() {
		return this.roster.counts();
	}

	/**
	 * Tell this process and all workers of the workers of other machines.
	 * @param workers all of those
	 */
	public void remoteWorkers(List<WorkerInfo> workers) {
		this.thread.execute(() -> this.roster.publishRemote(workers));
	}

	/**
	 * Ask for more workers, or fewer, than there will be after the changes that wait.
	 * @param difference how many more; negative for fewer
	 * @return what completes when it is done
	 */
	public CompletableFuture<Void> scaleBy(int difference) {
		return this.requests.scaleBy(difference);
	}

	/**
	 * Stop all workers, each of which finishes what it has, and wait until they are gone.
	 * Calling it again waits likewise.
	 */
	public void stop() {
		this.thread.execute(this::beginStop);
		this.stopped.join();
		this.thread.shutdown();
	}

	/**
	 * End all workers at once. Does not wait.
	 */
	public void kill() {
		this.thread.execute(() -> {
			beginStop();
			this.roster.living().forEach((handle) -> handle.process().kill());
		});
	}

	/**
	 * Take notice of a worker's connection.
	 * @param link the connection
	 */
	public void onOpen(Link link) {
		this.thread.execute(() -> {
			WorkerHandle handle = this.roster.find(link.workerId());
			if (handle == null) {
				link.close();
				return;
			}
			handle.link(link);
			handle.alive(this.thread.nanoTime());
			this.roster.publish(link);
			if (handle.isPromoted()) {
				this.spares.tell(handle);
			}
		});
	}

	/**
	 * Take notice of a worker's word.
	 * @param link the connection it came by
	 * @param control the word
	 */
	public void onControl(Link link, Control control) {
		this.thread.execute(() -> {
			WorkerHandle handle = this.roster.find(link.workerId());
			if (handle != null) {
				handle(handle, link, control);
			}
		});
	}

	/**
	 * Take notice of the end of a worker's connection.
	 * @param link the connection
	 */
	public void onClosed(Link link) {
		this.thread.execute(() -> {
			WorkerHandle handle = this.roster.find(link.workerId());
			if (handle == null) {
				return;
			}
			handle.link(null);
			this.router.release(handle.code(), link);
			this.reaper.disconnected(handle);
		});
	}

	private void startPlaces() {
		for (int i = 0; i < this.settings.workers(); i++) {
			this.boots.open();
		}
		this.roster.places().forEach(this.boots::add);
		this.watch.start();
	}

	private void handle(WorkerHandle handle, Link link, Control control) {
		switch (control.name()) {
			case ControlWords.WORKER_READY -> {
				handle.release(control.values().isEmpty() ? null : control.values().get(0));
				workerReady(handle, link);
			}
			case ControlWords.STANDING_BY -> {
				handle.release(control.values().get(0));
				standsBy(handle);
			}
			case ControlWords.CODE_WANTED -> this.spares.giveUp(handle, control.values().get(0));
			case ControlWords.SIGNALLED -> this.termSignals.received(handle);
			case ControlWords.DRAINING -> draining(handle, link, DrainReason.valueOf(control.values().get(0)));
			case ControlWords.BOOT_FAILURE -> {
				handle.bootFailure(BootFailure.analysed(control.values().get(0), control.values().get(1)));
				link.send(Control.of(ControlWords.BOOT_FAILURE_TAKEN));
			}
			case ControlWords.HEARTBEAT -> {
				handle.alive(this.thread.nanoTime());
				handle.vitals(Vitals.parse(control.values()));
			}
			case ControlWords.TEMPORARY_FILES -> handle.temporaryFiles(control.values());
			case ControlWords.BROKEN ->
				this.watch.end(handle, RestartReason.BROKEN, "says that it is broken (LivenessState.BROKEN)");
			case ControlWords.DUTY_ASKED -> this.duties.asked(handle, control.values().get(0));
			case ControlWords.DUTY_ENDED -> this.duties.ended(handle);
			default -> logger.warn(handle + " says '" + control.name() + "', which is unknown");
		}
	}

	private void bootNext() {
		this.boots.bootNext();
	}

	private void standsBy(WorkerHandle handle) {
		if (this.stop == null && handle.isSpare()) {
			this.spares.standsBy(handle);
			this.boots.bootNext();
		}
	}

	private void workerReady(WorkerHandle handle, Link link) {
		Place place = handle.place();
		if (this.stop != null || !this.roster.has(place)) {
			return;
		}
		if (handle.isSuccessor()) {
			this.succession.ready(handle, link);
			this.changes.changed();
			return;
		}
		if (!handle.isCurrent() || place.state() != WorkerState.STARTING) {
			return;
		}
		try {
			this.port.listen();
		}
		catch (IOException ex) {
			this.firstSet.fail(new SharedPortException(this.port.port(), ex));
			return;
		}
		handle.markReady();
		place.restartPolicy().succeeded();
		place.transitionTo(WorkerState.READY);
		link.send(Control.of(ControlWords.ACCEPT));
		logger.info(handle + " is ready");
		this.listener.onWorkerReady(place.snapshot(handle));
		this.duties.claim(handle);
		this.firstSet.ready(place, link);
		this.boots.bootNext();
		this.changes.changed();
	}

	private void draining(WorkerHandle handle, Link link, DrainReason reason) {
		if (handle.drainReason() != null) {
			return;
		}
		handle.drainReason(reason);
		if (handle.isSpare()) {
			this.reaper.terminated(handle);
			return;
		}
		handle.endsFor(reason.restartReason());
		this.roster.counts().drained();
		this.router.release(handle.place().code(), link);
		Place place = handle.place();
		boolean handedOver = this.stop == null && handle.isCurrent() && this.succession.takesOver(place);
		if (!handedOver && handle.isCurrent() && place.state() != WorkerState.DRAINING) {
			place.transitionTo(WorkerState.DRAINING);
			this.roster.publish();
		}
		if (this.stop != null) {
			this.stop.draining(handle);
			return;
		}
		logger.info(handle + " drains, since " + reason.description());
		this.reaper.leaving(handle);
		this.replacements.leaving(handle, reason);
		this.changes.changed();
	}

	private void givenUp(Place place, String worker, BootFailure failure) {
		this.router.close(place.code());
		if (!this.roster.allPlaces((each) -> each.state() == WorkerState.GIVEN_UP)) {
			this.firstSet.check();
		}
		else if (this.firstSet.isComplete()) {
			this.listener.onAllGivenUp();
		}
		else {
			this.firstSet.fail(new WorkerBootException(worker, failure));
		}
	}

	private void exited(WorkerHandle handle, int status) {
		this.roster.remove(handle);
		this.undeleted.addAll(handle.temporaryFiles());
		this.undeleted.retainAll(TemporaryFiles.delete(this.undeleted));
		if (handle.isSpare()) {
			spareExited(handle, status);
		}
		else {
			workerExited(handle, status);
		}
	}

	private void spareExited(WorkerHandle handle, int status) {
		String how = describe(handle, status);
		if (this.stop != null) {
			logger.debug(handle + " ended: " + how);
			this.stop.exited(handle);
			return;
		}
		this.spares.ended(handle, how);
		this.boots.bootNext();
	}

	private void workerExited(WorkerHandle handle, int status) {
		handle.endsFor(handle.everReady() ? RestartReason.ofStatus(status) : RestartReason.BOOT_FAILURE);
		this.duties.gone(handle);
		Link link = handle.link();
		if (link != null) {
			this.router.release(handle.place().code(), link);
		}
		Place place = handle.place();
		boolean current = handle.isCurrent();
		if (current) {
			place.vacate();
		}
		String how = describe(handle, status);
		place.ended(handle, how);
		if (this.stop != null) {
			logger.debug(handle + " ended: " + how);
			if (current) {
				place.transitionTo(WorkerState.STOPPED);
				this.roster.publish();
			}
			this.stop.exited(handle);
			return;
		}
		if (handle.drainReason() != null) {
			logger.info(handle + " ended: " + how);
		}
		else if (handle.bootFailure() != null) {
			logger.warn(handle + " ended: " + how);
		}
		else {
			logger.warn(handle + " ended: " + how + "; see " + this.deaths.record(Death.of(handle, how)));
		}
		this.listener.onWorkerExited(place.snapshot(handle), status, handle.drainReason() != null);
		if (handle.isSuccessor()) {
			this.boots.successorFailed(handle, how);
		}
		else if (current && this.roster.has(place) && !this.succession.takesOver(place)) {
			this.replacements.ended(handle, status, how);
		}
		this.departures.left(place);
		this.boots.bootNext();
		this.changes.changed();
	}

	private String describe(WorkerHandle handle, int status) {
		Duration uptime = Duration.ofNanos(this.thread.nanoTime() - handle.startedNanos());
		String text = String.format(Locale.ROOT, "%s after %.1f s", ExitStatus.describe(status),
				uptime.toMillis() / 1000.0);
		String output = handle.process().lastOutput();
		return output.isEmpty() ? text : text + "; last output: " + output.substring(output.lastIndexOf('\n') + 1);
	}

	private void beginStop() {
		if (this.stop == null) {
			this.boots.close();
			this.changes.close();
			this.listener.onStopping();
			this.stop = new StopSequence(this.settings, this.thread, this.port, this.roster, this.departures,
					this::allEnded);
			this.stop.begin();
		}
	}

	private void allEnded() {
		this.roster.places()
			.stream()
			.filter((place) -> place.state() != WorkerState.STOPPED)
			.forEach((place) -> place.transitionTo(WorkerState.STOPPED));
		this.roster.publish();
		this.stopped.complete(null);
	}

}
