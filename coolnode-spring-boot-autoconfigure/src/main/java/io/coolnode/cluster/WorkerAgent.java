package io.coolnode.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.Self;
import io.coolnode.channel.Sleeper;
import io.coolnode.channel.Threads;
import io.coolnode.channel.WorkerInfo;

/**
 * A worker's own part in the life of the cluster: it says when it is ready, drains when
 * it is told to, and ends when its master is gone.
 */
public final class WorkerAgent {

	private static final Log logger = LogFactory.getLog(WorkerAgent.class);

	private static final Duration FAILURE_TIMEOUT = Duration.ofSeconds(5);

	private final Standby standby;

	private final ClusterView view;

	private final OrphanPolicy orphanPolicy;

	private final IntConsumer exit;

	private final CompletableFuture<Void> failureTaken = new CompletableFuture<>();

	private final CompletableFuture<Void> masterGone = new CompletableFuture<>();

	private final CompletableFuture<DrainTerms> asked = new CompletableFuture<>();

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	private final Heart heart = new Heart(this::send, this::vitals);

	// volatile: set once by the thread that makes the web server, read by the heartbeat
	private volatile @Nullable RequestMonitor requests;

	private final List<String> temporaryFiles = new CopyOnWriteArrayList<>();

	private final Traffics traffics = new Traffics();

	private final WorkerDuty duty = new WorkerDuty();

	private final List<DrainListener> drainListeners = new CopyOnWriteArrayList<>();

	private final Object monitor = new Object();

	// guarded by monitor
	private @Nullable Link link;

	// guarded by monitor
	private @Nullable Inbox inbox;

	// guarded by monitor
	private boolean draining;

	// guarded by monitor: the exit status after SIGTERM, 0 without it
	private int signalStatus;

	/**
	 * Create the agent of this process.
	 * @param self this process
	 * @param spare whether it has no code yet
	 * @param view where to keep what the master tells of the workers
	 * @param exit what ends this process with a status, closing the context first
	 * @param halt what ends this process with a status, at once
	 */
	public WorkerAgent(Self self, boolean spare, ClusterView view, IntConsumer exit, IntConsumer halt) {
		this.standby = new Standby(self, spare);
		this.view = view;
		this.exit = exit;
		this.orphanPolicy = new OrphanPolicy((status) -> {
			TemporaryFiles.delete(this.temporaryFiles);
			halt.accept(status);
		}, Sleeper.SYSTEM, Threads::startDaemon);
	}

	/**
	 * Take notice of the connection to the master.
	 * @param link the connection
	 */
	public void onOpen(Link link) {
		synchronized (this.monitor) {
			this.link = link;
		}
		this.heart.start();
	}

	private Vitals vitals() {
		RequestMonitor monitor = this.requests;
		Runtime runtime = Runtime.getRuntime();
		long heapUsed = runtime.totalMemory() - runtime.freeMemory();
		return (monitor != null) ? new Vitals(monitor.count(), monitor.countInService(), heapUsed)
				: new Vitals(0, 0, heapUsed);
	}

	/**
	 * Know the requests of the application's web server.
	 * @param requests what knows them
	 */
	public void monitor(RequestMonitor requests) {
		this.requests = requests;
	}

	/**
	 * Have a directory deleted with all that is in it, however this process ends.
	 * @param directory the directory
	 */
	public void deleteAtEnd(Path directory) {
		this.temporaryFiles.add(directory.toAbsolutePath().toString());
		send(new Control(ControlWords.TEMPORARY_FILES, List.copyOf(this.temporaryFiles)));
	}

	private String describeRequests() {
		RequestMonitor monitor = this.requests;
		List<String> texts = (monitor != null) ? monitor.describeInService() : List.of();
		return texts.isEmpty() ? "No request is in service." : "In service:\n" + String.join("\n", texts);
	}

	/**
	 * Use a web server and the inbox of the application's context.
	 * @param traffic the web server's side of a port, beside those given before
	 * @param inbox the messages that wait for their handlers
	 */
	public void serve(Traffic traffic, Inbox inbox) {
		this.traffics.add(traffic);
		synchronized (this.monitor) {
			this.inbox = inbox;
		}
	}

	/**
	 * Return whether a web server of the application's was given.
	 * @return {@code true} if this worker can serve
	 */
	public boolean hasTraffic() {
		return !this.traffics.isEmpty();
	}

	/**
	 * Do something that one process of the place may do at a time, when it is this one's
	 * turn.
	 * @param duty what to do
	 */
	public void perform(Duty duty) {
		this.duty.set(duty);
	}

	/**
	 * Tell somebody when this worker begins to drain.
	 * @param listener whom to tell
	 */
	public void onDrain(DrainListener listener) {
		this.drainListeners.add(listener);
	}

	/**
	 * Wait, if this process is a spare, until it has its code or has to leave.
	 * @param release what it runs, in words
	 * @return the status to exit with, or nothing if it has its code
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public OptionalInt standBy(String release) throws InterruptedException {
		if (this.standby.isWaiting()) {
			send(Control.of(ControlWords.STANDING_BY, release));
		}
		return this.standby.await();
	}

	/**
	 * Tell the master that the application asks for the code which this spare does not
	 * have, and wait for the end of this process, but not for ever. One that leaves will
	 * have no code, so it goes on leaving.
	 * @param where what asks, in words
	 */
	public void codeWanted(String where) {
		if (!this.standby.isWaiting()) {
			return;
		}
		send(Control.of(ControlWords.CODE_WANTED, where));
		try {
			this.masterGone.get(FAILURE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The master has not ended this spare", ex);
		}
	}

	/**
	 * Tell the master that this worker could serve.
	 * @param release what it runs, in words
	 */
	public void ready(String release) {
		send(Control.of(ControlWords.WORKER_READY, release));
	}

	/**
	 * Tell the master that the application is broken beyond recovery, so that it ends
	 * this process.
	 */
	public void broken() {
		logger.error("The application is broken beyond recovery (LivenessState.BROKEN). " + describeRequests());
		send(Control.of(ControlWords.BROKEN));
	}

	/**
	 * Tell the master why this worker cannot start, and wait until it knows.
	 * @param description what happened
	 * @param action what to do
	 * @return whether this process need not tell it, since the master will, or has asked
	 * it to end
	 */
	public boolean reportFailure(String description, String action) {
		send(Control.of(ControlWords.BOOT_FAILURE, description, action));
		try {
			this.failureTaken.get(FAILURE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The master has not taken the report of this failure", ex);
			return this.asked.isDone();
		}
	}

	/**
	 * Do what the master says.
	 * @param control its word
	 */
	public void onControl(Control control) {
		switch (control.name()) {
			case ControlWords.WORKERS -> this.view.update(control.values().stream().map(WorkerInfo::parse).toList());
			case ControlWords.PROMOTED -> this.standby.promote(control.values().get(0));
			case ControlWords.ACCEPT -> accept();
			case ControlWords.DUTY -> beginDuty(control.values());
			case ControlWords.DUTY_REMAINS ->
				this.duty.remains(Long.parseLong(control.values().get(0)), Long.parseLong(control.values().get(1)));
			case ControlWords.BOOT_FAILURE_TAKEN -> this.failureTaken.complete(null);
			case ControlWords.DRAIN -> asked(DrainTerms.parse(control.values()));
			default -> logger.warn("The master says '" + control.name() + "', which is unknown");
		}
	}

	private void beginDuty(List<String> interval) {
		if (interval.isEmpty()) {
			Threads.startDaemon("coolnode-duty", this.duty::begin);
		}
		else {
			this.duty.begin(Duration.ofNanos(Long.parseLong(interval.get(0))), this::send);
		}
	}

	private void accept() {
		synchronized (this.monitor) {
			if (this.draining) {
				return;
			}
		}
		try {
			this.traffics.open();
		}
		catch (RuntimeException ex) {
			logger.error("This worker cannot serve", ex);
			leave(DrainReason.CLOSE, new DrainTerms(Duration.ZERO, Duration.ZERO), 1);
		}
	}

	/**
	 * End this process since its master is gone, unless it is leaving anyway.
	 */
	public void onClosed() {
		this.masterGone.complete(null);
		this.failureTaken.completeExceptionally(new IllegalStateException("The master is gone"));
		this.heart.stop();
		this.orphanPolicy.masterGone(this.traffics);
	}

	/**
	 * Drain and exit, after SIGTERM: when the master says so, since it knows whether
	 * others go on, or after some time without a word of it. Returns at once.
	 * @param timeout how long to wait for what is in service
	 * @param patience how long to wait for the master
	 * @param status the exit status, not 0
	 */
	public void terminate(Duration timeout, Duration patience, int status) {
		boolean serving;
		synchronized (this.monitor) {
			serving = !this.standby.isWaiting() && !this.traffics.isEmpty() && !this.draining && this.signalStatus == 0;
			this.signalStatus = status;
		}
		if (!serving) {
			leave(DrainReason.SIGNAL, new DrainTerms(timeout, timeout), status);
			return;
		}
		this.asked.completeOnTimeout(new DrainTerms(timeout, timeout), patience.toMillis(), TimeUnit.MILLISECONDS)
			.thenAccept((terms) -> leave(DrainReason.SIGNAL, terms, status));
		send(Control.of(ControlWords.SIGNALLED));
	}

	private void asked(DrainTerms terms) {
		int status;
		synchronized (this.monitor) {
			status = this.signalStatus;
		}
		boolean first = this.asked.complete(terms);
		if (status == 0 || !first) {
			leave(DrainReason.ASKED, terms, status);
		}
	}

	private void leave(DrainReason reason, DrainTerms terms, int status) {
		if (this.standby.leave(status)) {
			send(Control.of(ControlWords.DRAINING, reason.name()));
			return;
		}
		Threads.startDaemon("coolnode-leave", () -> {
			try {
				drain(reason, terms);
			}
			catch (RuntimeException ex) {
				logger.error("This worker leaves although it could not drain", ex);
			}
			this.exit.accept(status);
		});
	}

	/**
	 * Drain while the context is being closed by the application.
	 * @param timeout how long to wait for what is in service
	 */
	public void drain(Duration timeout) {
		drain(DrainReason.CLOSE, new DrainTerms(timeout, timeout));
	}

	private void drain(DrainReason reason, DrainTerms terms) {
		Inbox inbox;
		boolean first;
		synchronized (this.monitor) {
			inbox = this.inbox;
			first = !this.draining;
			this.draining = true;
		}
		if (first) {
			try {
				drain(reason, inbox, terms);
			}
			finally {
				this.drained.complete(null);
			}
		}
		else {
			this.traffics.shortenIdle(terms.idleTimeout());
		}
		this.drained.join();
	}

	private void drain(DrainReason reason, @Nullable Inbox inbox, DrainTerms terms) {
		if (inbox == null) {
			send(Control.of(ControlWords.DRAINING, reason.name()));
			return;
		}
		Duration timeout = terms.timeout();
		long deadline = System.nanoTime() + timeout.toNanos();
		try {
			this.traffics.stopAccepting();
			send(Control.of(ControlWords.DRAINING, reason.name()));
			CompletableFuture<Void> dutyEnded = this.duty.end();
			dutyEnded.whenComplete((nothing, failure) -> send(Control.of(ControlWords.DUTY_ENDED)));
			this.drainListeners.forEach(WorkerAgent::tell);
			int left = this.traffics.drain(timeout, terms.idleTimeout());
			if (left > 0) {
				logger.warn(left + " connections were still open after " + timeout.toMillis()
						+ " ms (cool.server.drain-timeout); they are cut. " + describeRequests());
			}
			Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
			if (!inbox.awaitDrained(rest)) {
				logger.warn("Messages of the channel were still waiting after " + timeout.toMillis()
						+ " ms (cool.server.drain-timeout); they are lost");
			}
			WorkerDuty.await(dutyEnded, timeout, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void tell(DrainListener listener) {
		try {
			listener.onDrain();
		}
		catch (RuntimeException ex) {
			logger.error("A part of this worker failed to take its leave", ex);
		}
	}

	/**
	 * End the connection to the master, as the last act of this process: what was sent
	 * before reaches it.
	 */
	public void close() {
		this.orphanPolicy.disarm();
		Link link;
		synchronized (this.monitor) {
			link = this.link;
		}
		if (link != null) {
			link.close();
		}
	}

	private void send(Control control) {
		Link link;
		synchronized (this.monitor) {
			link = this.link;
		}
		if (link != null) {
			link.send(control);
		}
	}

}
