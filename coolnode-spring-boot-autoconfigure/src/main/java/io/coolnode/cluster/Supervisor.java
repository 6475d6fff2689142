package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;

/**
 * Keeps the places of the cluster filled: starts workers, learns from them when they are
 * ready, and starts another one when one has died, whatever it died of. All its state
 * belongs to the thread {@code coolnode-supervisor}.
 */
public final class Supervisor {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	/**
	 * How long to wait, after a worker got a signal, for the same signal at the master.
	 */
	private static final Duration SIGNAL_GRACE = Duration.ofSeconds(1);

	/**
	 * How long a worker may outlive its connection.
	 */
	private static final Duration LINK_GRACE = Duration.ofSeconds(5);

	private final ClusterSettings settings;

	private final WorkerLauncher launcher;

	private final SharedPort port;

	private final MasterRouter router;

	private final ClusterView view;

	private final ClusterListener listener;

	private final SupervisorThread thread = new SupervisorThread();

	private final List<Place> places = new ArrayList<>();

	private final List<WorkerHandle> living = new ArrayList<>();

	private final Deque<Place> waiting = new ArrayDeque<>();

	private final CompletableFuture<Void> started = new CompletableFuture<>();

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private @Nullable StopSequence stop;

	private long lastId;

	private boolean ready;

	public Supervisor(ClusterSettings settings, WorkerLauncher launcher, SharedPort port, MasterRouter router,
			ClusterView view, ClusterListener listener) {
		this.settings = settings;
		this.launcher = launcher;
		this.port = port;
		this.router = router;
		this.view = view;
		this.listener = listener;
	}

	/**
	 * Start the workers, and wait until every place of the first set is ready or given
	 * up.
	 * @throws WorkerBootException if none became ready; no process is left then
	 */
	public void start() {
		this.thread.execute(this::startPlaces);
		try {
			this.started.join();
		}
		catch (CompletionException ex) {
			stop();
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
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
			this.living.forEach((handle) -> handle.process().kill());
		});
	}

	/**
	 * Take notice of a worker's connection.
	 * @param link the connection
	 */
	public void onOpen(Link link) {
		this.thread.execute(() -> {
			WorkerHandle handle = find(link.workerId());
			if (handle == null) {
				link.close();
				return;
			}
			handle.link(link);
			link.send(workersControl());
		});
	}

	/**
	 * Take notice of a worker's word.
	 * @param link the connection it came by
	 * @param control the word
	 */
	public void onControl(Link link, Control control) {
		this.thread.execute(() -> {
			WorkerHandle handle = find(link.workerId());
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
			WorkerHandle handle = find(link.workerId());
			if (handle == null) {
				return;
			}
			handle.link(null);
			this.router.release(handle.place().code(), link);
			this.thread.schedule(LINK_GRACE, () -> {
				if (this.living.contains(handle)) {
					logger.warn(handle + " has lost its connection and did not end; it is killed");
					handle.process().kill();
				}
			});
		});
	}

	private void startPlaces() {
		for (int i = 0; i < this.settings.workers(); i++) {
			Place place = new Place(PlaceCodes.of(i), new RestartPolicy(this.settings, System::nanoTime));
			this.places.add(place);
			this.router.open(place.code());
			this.waiting.add(place);
		}
		publish();
		bootWaiting();
	}

	private void enqueue(Place place) {
		place.transitionTo(WorkerState.STARTING);
		this.waiting.add(place);
		bootWaiting();
	}

	private void bootWaiting() {
		while (!this.waiting.isEmpty() && booting() < this.settings.concurrentBoots() && this.stop == null) {
			boot(this.waiting.remove());
		}
		publish();
	}

	private long booting() {
		return this.living.stream().filter((handle) -> !handle.everReady() && handle.drainReason() == null).count();
	}

	private void boot(Place place) {
		this.thread.assertCurrent();
		long id = ++this.lastId;
		int slot = freeSlot();
		WorkerProcess process;
		try {
			process = this.launcher.launch(place.code(), id, slot);
		}
		catch (IOException ex) {
			place.vacate();
			logger.error("Worker " + place.code() + " (id " + id + ") could not be started", ex);
			bootFailed(place, "Worker " + place.code(),
					BootFailure.analysed("The process could not be started: " + ex.getMessage(), ""));
			return;
		}
		WorkerHandle handle = new WorkerHandle(place, id, slot, process, System.nanoTime());
		place.occupy(handle);
		this.living.add(handle);
		logger.debug(handle + " was started");
		process.onExit().thenAccept((status) -> this.thread.execute(() -> exited(handle, status)));
		this.thread.schedule(this.settings.startupTimeout(), () -> checkStarted(handle));
	}

	private int freeSlot() {
		int slot = 0;
		while (isTaken(slot)) {
			slot++;
		}
		return slot;
	}

	private boolean isTaken(int slot) {
		return this.living.stream().anyMatch((handle) -> handle.slot() == slot);
	}

	private void checkStarted(WorkerHandle handle) {
		if (this.living.contains(handle) && !handle.everReady()) {
			String text = "It was not ready after " + this.settings.startupTimeout().toSeconds() + " s";
			logger.error(handle + " hangs: " + text + "; it is killed");
			handle.bootFailure(BootFailure.analysed(text + " (cool.server.startup-timeout).",
					"Look for what blocks its start, such as a runner that never returns, or allow more time."));
			handle.process().kill();
		}
	}

	private void handle(WorkerHandle handle, Link link, Control control) {
		switch (control.name()) {
			case ControlWords.WORKER_READY -> workerReady(handle, link);
			case ControlWords.DRAINING -> draining(handle, link, DrainReason.valueOf(control.values().get(0)));
			case ControlWords.BOOT_FAILURE -> {
				handle.bootFailure(BootFailure.analysed(control.values().get(0), control.values().get(1)));
				link.send(Control.of(ControlWords.BOOT_FAILURE_TAKEN));
			}
			default -> logger.warn(handle + " says '" + control.name() + "', which is unknown");
		}
	}

	private void workerReady(WorkerHandle handle, Link link) {
		Place place = handle.place();
		if (!handle.isCurrent() || place.state() != WorkerState.STARTING || this.stop != null) {
			return;
		}
		try {
			this.port.listen();
		}
		catch (IOException ex) {
			this.started.completeExceptionally(new SharedPortException(this.port.port(), ex));
			return;
		}
		handle.markReady();
		place.restartPolicy().succeeded();
		place.transitionTo(WorkerState.READY);
		link.send(Control.of(ControlWords.ACCEPT));
		logger.info(handle + " is ready");
		if (this.ready) {
			this.router.admit(place.code(), link);
		}
		checkReady();
		bootWaiting();
	}

	private void checkReady() {
		if (this.ready || !this.places.stream().allMatch(Supervisor::isSettled)) {
			return;
		}
		this.ready = true;
		List<Place> admitted = this.places.stream().filter((place) -> place.state() == WorkerState.READY).toList();
		logger.info("Cluster is ready: " + admitted.size() + " workers on port " + this.port.port());
		publish();
		for (Place place : admitted) {
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

	private void draining(WorkerHandle handle, Link link, DrainReason reason) {
		if (handle.drainReason() != null && this.stop == null) {
			return;
		}
		handle.drainReason((handle.drainReason() != null) ? handle.drainReason() : reason);
		this.router.release(handle.place().code(), link);
		if (handle.isCurrent() && handle.place().state() != WorkerState.DRAINING) {
			handle.place().transitionTo(WorkerState.DRAINING);
			publish();
		}
		if (this.stop != null) {
			this.stop.draining(handle);
		}
		else if (reason == DrainReason.SIGNAL) {
			logger.info(handle + " got a signal and drains");
			this.thread.schedule(SIGNAL_GRACE, () -> refill(handle));
		}
	}

	private void exited(WorkerHandle handle, int status) {
		this.living.remove(handle);
		Link link = handle.link();
		if (link != null) {
			this.router.release(handle.place().code(), link);
		}
		if (this.stop != null) {
			logger.debug(handle + " ended: " + ExitStatus.describe(status));
			this.stop.exited(handle);
			return;
		}
		logger.warn(handle + " ended: " + describe(handle, status));
		boolean perhapsStop = handle.drainReason() == DrainReason.SIGNAL || ExitStatus.isStopSignal(status);
		if (handle.isCurrent()) {
			this.thread.schedule(perhapsStop ? SIGNAL_GRACE : Duration.ZERO, () -> died(handle, status));
		}
		bootWaiting();
	}

	private static String describe(WorkerHandle handle, int status) {
		Duration uptime = Duration.ofNanos(System.nanoTime() - handle.startedNanos());
		String text = String.format("%s after %.1f s", ExitStatus.describe(status), uptime.toMillis() / 1000.0);
		String output = handle.process().lastOutput();
		return output.isEmpty() ? text : text + "; last output: " + output.substring(output.lastIndexOf('\n') + 1);
	}

	private void died(WorkerHandle handle, int status) {
		if (handle.everReady() || handle.drainReason() != null) {
			refill(handle);
		}
		else if (this.stop == null && handle.isCurrent()) {
			BootFailure failure = handle.bootFailure();
			bootFailed(handle.place(), handle.toString(), (failure != null) ? failure
					: BootFailure.ended(describe(handle, status), handle.process().lastOutput()));
		}
	}

	private void refill(WorkerHandle handle) {
		if (this.stop == null && handle.isCurrent()) {
			enqueue(handle.place());
		}
	}

	private void bootFailed(Place place, String worker, BootFailure failure) {
		boolean first = !this.ready && this.places.stream().noneMatch((other) -> other.state() == WorkerState.READY);
		Duration pause = place.restartPolicy().failed();
		if (first && (failure.analysed() || allFailed(place))) {
			this.started.completeExceptionally(new WorkerBootException(worker, failure));
			return;
		}
		logger.error(worker + " did not become ready. " + failure.description()
				+ ((failure.action() != null) ? " " + failure.action() : ""));
		if (pause == null) {
			giveUp(place);
		}
		else {
			logger.warn("The next start of worker " + place.code() + " comes in " + pause.toMillis() + " ms");
			place.transitionTo(WorkerState.BACKING_OFF);
			this.thread.schedule(pause, () -> {
				if (this.stop == null && place.state() == WorkerState.BACKING_OFF) {
					enqueue(place);
				}
			});
		}
		publish();
		bootWaiting();
	}

	private boolean allFailed(Place failed) {
		return this.places.stream()
			.allMatch((place) -> place == failed || place.state() == WorkerState.BACKING_OFF
					|| place.state() == WorkerState.GIVEN_UP);
	}

	private void giveUp(Place place) {
		place.transitionTo(WorkerState.GIVEN_UP);
		logger.error("Worker " + place.code() + " is given up: more than " + this.settings.maxFailures()
				+ " boot failures within " + this.settings.window().toSeconds() + " s (cool.server.restart)");
		this.router.close(place.code());
		checkReady();
		if (this.places.stream().allMatch((each) -> each.state() == WorkerState.GIVEN_UP)) {
			this.listener.onAllGivenUp();
		}
	}

	private void beginStop() {
		if (this.stop == null) {
			this.waiting.clear();
			this.stop = new StopSequence(this.settings, this.thread, this.port, this.living, () -> {
				this.places.stream()
					.filter((place) -> place.state() != WorkerState.STOPPED)
					.forEach((place) -> place.transitionTo(WorkerState.STOPPED));
				this.stopped.complete(null);
			});
			this.stop.begin();
		}
	}

	private void publish() {
		List<Worker> workers = this.places.stream().map(Place::snapshot).toList();
		if (!workers.equals(this.view.workers())) {
			this.view.update(workers);
			Control control = workersControl();
			for (WorkerHandle handle : this.living) {
				Link link = handle.link();
				if (link != null) {
					link.send(control);
				}
			}
		}
	}

	private Control workersControl() {
		return new Control(ControlWords.WORKERS,
				this.view.workers().stream().map((worker) -> ((WorkerInfo) worker).format()).toList());
	}

	private @Nullable WorkerHandle find(long id) {
		return this.living.stream().filter((handle) -> handle.id() == id).findFirst().orElse(null);
	}

}
