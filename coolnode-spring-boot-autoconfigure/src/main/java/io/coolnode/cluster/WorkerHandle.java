package io.coolnode.cluster;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Link;

/**
 * A process that the master has started for a place. Confined to the supervisor's thread.
 */
final class WorkerHandle {

	private final Place place;

	private final long id;

	private final int slot;

	private final WorkerProcess process;

	private final Instant startedAt = Instant.now();

	private final long startedNanos;

	private @Nullable Link link;

	private @Nullable BootFailure bootFailure;

	private @Nullable DrainReason drainReason;

	private boolean everReady;

	private boolean signalled;

	private boolean asked;

	private long aliveNanos;

	private Vitals vitals = Vitals.NONE;

	private @Nullable String release;

	private List<String> temporaryFiles = List.of();

	WorkerHandle(Place place, long id, int slot, WorkerProcess process, long startedNanos) {
		this.place = place;
		this.id = id;
		this.slot = slot;
		this.process = process;
		this.startedNanos = startedNanos;
		this.aliveNanos = startedNanos;
	}

	Place place() {
		return this.place;
	}

	long id() {
		return this.id;
	}

	int slot() {
		return this.slot;
	}

	WorkerProcess process() {
		return this.process;
	}

	Instant startedAt() {
		return this.startedAt;
	}

	long startedNanos() {
		return this.startedNanos;
	}

	@Nullable Link link() {
		return this.link;
	}

	void link(@Nullable Link link) {
		this.link = link;
	}

	@Nullable BootFailure bootFailure() {
		return this.bootFailure;
	}

	void bootFailure(BootFailure failure) {
		this.bootFailure = failure;
	}

	@Nullable DrainReason drainReason() {
		return this.drainReason;
	}

	void drainReason(DrainReason reason) {
		this.drainReason = reason;
	}

	boolean everReady() {
		return this.everReady;
	}

	void markReady() {
		this.everReady = true;
	}

	/**
	 * Return when this process gave its last sign of life.
	 * @return the time of the monotonic clock, in nanoseconds
	 */
	long aliveNanos() {
		return this.aliveNanos;
	}

	void alive(long nanos) {
		this.aliveNanos = nanos;
	}

	List<String> temporaryFiles() {
		return this.temporaryFiles;
	}

	void temporaryFiles(List<String> directories) {
		this.temporaryFiles = directories;
	}

	@Nullable String release() {
		return this.release;
	}

	void release(@Nullable String release) {
		this.release = release;
	}

	Vitals vitals() {
		return this.vitals;
	}

	void vitals(Vitals vitals) {
		this.vitals = vitals;
	}

	/**
	 * Return whether this process is the one that answers to the code of its place.
	 * @return {@code false} once the place has been given to another
	 */
	boolean isCurrent() {
		return this.place.current() == this;
	}

	/**
	 * Return whether this process is to follow the one that answers to the code.
	 * @return {@code true} until it has the place
	 */
	boolean isSuccessor() {
		return this.place.successor() == this;
	}

	/**
	 * Return whether this process has work that a drain lets it finish.
	 * @return {@code false} if it boots, drains or has lost its connection
	 */
	boolean isServing() {
		return this.everReady && this.drainReason == null && this.link != null;
	}

	/**
	 * Return whether this process got SIGTERM and said so.
	 * @return whether it waits to be told to drain, or was told
	 */
	boolean isSignalled() {
		return this.signalled;
	}

	void markSignalled() {
		this.signalled = true;
	}

	/**
	 * Return whether this process was asked to drain.
	 * @return {@code true} although it may not have begun to
	 */
	boolean isAsked() {
		return this.asked;
	}

	void markAsked() {
		this.asked = true;
	}

	@Override
	public String toString() {
		return "Worker " + this.place.code() + " (id " + this.id + ", pid " + this.process.pid() + ")";
	}

}
