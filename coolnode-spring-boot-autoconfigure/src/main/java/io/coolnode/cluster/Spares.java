package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;

/**
 * The processes that were started ahead and wait, their beans created, for a place.
 * Confined to the supervisor's thread.
 */
final class Spares {

	private static final Log logger = LogFactory.getLog(Spares.class);

	/**
	 * How old the last sign of life of a spare may be that gets a place.
	 */
	private static final Duration FRESH = Duration.ofSeconds(5);

	private final SupervisorThread thread;

	private final Roster roster;

	private final ProcessStarter starter;

	private final Departures departures;

	private final DeathRecorder deaths;

	private final Runnable onChange;

	private final Backoff backoff;

	private int wanted;

	private boolean paused;

	/**
	 * Create the spares, none of which is started yet.
	 * @param settings what the user decided
	 * @param thread the supervisor's thread
	 * @param roster the processes
	 * @param starter starts processes
	 * @param departures sends processes away
	 * @param deaths keeps what is known of deaths
	 * @param onChange is called when another spare may be started
	 */
	Spares(ClusterSettings settings, SupervisorThread thread, Roster roster, ProcessStarter starter,
			Departures departures, DeathRecorder deaths, Runnable onChange) {
		this.thread = thread;
		this.roster = roster;
		this.starter = starter;
		this.departures = departures;
		this.deaths = deaths;
		this.onChange = onChange;
		this.backoff = new Backoff(settings.maxBackoff());
		this.wanted = settings.standby();
	}

	/**
	 * Return whether there are fewer spares than there should be, and another one may be
	 * started. Those that were asked to leave do not count: what replaces them is wanted
	 * for the next place of a rolling restart.
	 * @return whether to start one
	 */
	boolean isLacking() {
		return !this.paused
				&& this.roster.spares().stream().filter((handle) -> !handle.isAsked()).count() < this.wanted;
	}

	/**
	 * Start a spare.
	 */
	void start() {
		long id = this.roster.nextId();
		try {
			this.starter.start(null, id);
		}
		catch (IOException | RuntimeException | Error ex) {
			logger.debug("Spare (id " + id + ") could not be started", ex);
			logger.warn("Spare (id " + id + ") could not be started: "
					+ ((ex instanceof IOException) ? ex.getMessage() : ex) + pause());
		}
	}

	/**
	 * Take notice of a spare that waits now.
	 * @param handle the spare
	 */
	void standsBy(WorkerHandle handle) {
		handle.markStandingBy();
		this.backoff.reset();
		logger.info(handle + " stands by");
	}

	/**
	 * Give a place to a spare: to one that waits if there is one, else to one that still
	 * boots, which will be ready sooner than a process that is yet to be started.
	 * @param place the place
	 * @param newerThan the id of the last process that is too old
	 * @return the process, or {@code null} if there is none
	 */
	@Nullable WorkerHandle promote(Place place, long newerThan) {
		WorkerHandle spare = this.roster.spares()
			.stream()
			.filter((handle) -> handle.id() > newerThan && isFit(handle))
			.min(Comparator.comparing((handle) -> !handle.isStandingBy()))
			.orElse(null);
		if (spare != null) {
			logger.info(spare + " becomes worker " + place.code());
			spare.promote(place, this.thread.nanoTime());
			spare.process().promote(place.code());
			this.starter.limit(spare);
			tell(spare);
		}
		return spare;
	}

	private boolean isFit(WorkerHandle handle) {
		boolean fresh = this.thread.nanoTime() - handle.aliveNanos() < FRESH.toNanos();
		return fresh && !handle.isAsked() && handle.drainReason() == null && handle.bootFailure() == null
				&& (handle.link() != null || !handle.isStandingBy());
	}

	/**
	 * Tell a process that was promoted of its place, and of all others. Has no effect
	 * while it has no connection.
	 * @param handle the process
	 */
	void tell(WorkerHandle handle) {
		Link link = handle.link();
		if (link != null) {
			link.send(Control.of(ControlWords.PROMOTED, handle.place().code()));
			this.roster.publish(link);
		}
	}

	/**
	 * Replace the spares that were started before a release which has turned out to boot.
	 * @param lastOldId the id of the last process that was started before
	 */
	void renew(long lastOldId) {
		this.roster.spares().stream().filter((handle) -> handle.id() <= lastOldId).forEach(this::dismiss);
	}

	private void dismiss(WorkerHandle handle) {
		if (!handle.isAsked()) {
			this.departures.ask(handle);
			handle.markAsked();
		}
	}

	/**
	 * Have no spares any more, since this application cannot wait for its code.
	 * @param handle the process that has asked for it, which is ended
	 * @param where what has asked
	 */
	void giveUp(WorkerHandle handle, String where) {
		if (this.wanted > 0) {
			this.wanted = 0;
			logger.warn("There will be no spares (cool.server.standby), and workers are replaced by cold starts: "
					+ where
					+ " asks for the code of its process, or sends a message, while beans are created, when a spare has"
					+ " no code yet. Do it in a runner, a listener of ApplicationReadyEvent or a handler of 'ready'.");
		}
		handle.markAsked();
		handle.process().kill();
		this.roster.spares().forEach(this::dismiss);
	}

	/**
	 * Take notice of a spare that has ended, but not while the whole cluster stops.
	 * @param handle the spare
	 * @param how how it ended, in words
	 */
	void ended(WorkerHandle handle, String how) {
		BootFailure failure = handle.bootFailure();
		if (handle.isAsked()) {
			logger.debug(handle + " ended: " + how);
		}
		else if (failure != null) {
			logger.warn(handle + " ended: " + how + ". " + failure.description() + pause());
		}
		else if (handle.drainReason() != null) {
			logger.info(handle + " ended: " + how + pause());
		}
		else {
			logger.warn(handle + " ended: " + how + "; see " + this.deaths.record(Death.of(handle, how)) + pause());
		}
	}

	private String pause() {
		Duration pause = this.backoff.next();
		this.paused = true;
		this.thread.schedule(pause, () -> {
			this.paused = false;
			this.onChange.run();
		});
		return "; the next spare comes in " + pause.toMillis() + " ms";
	}

}
