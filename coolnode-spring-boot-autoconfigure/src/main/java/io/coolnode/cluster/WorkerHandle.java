package io.coolnode.cluster;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.channel.Link;

/**
 * A process that the master has started, for a place or as a spare that gets its place
 * later. Confined to the supervisor's thread.
 */
final class WorkerHandle {

	/**
	 * What stands for the code of a spare.
	 */
	static final String STANDBY = "standby";

	private final boolean startedAsSpare;

	private @Nullable Place place;

	private long placedNanos;

	private boolean standingBy;

	private final long id;

	private final int slot;

	private final WorkerProcess process;

	private final Instant startedAt = Instant.now();

	private final long startedNanos;

	private @Nullable Link link;

	private @Nullable BootFailure bootFailure;

	private @Nullable DrainReason drainReason;

	private @Nullable RestartReason endReason;

	private boolean everReady;

	private boolean signalled;

	private boolean asked;

	private long aliveNanos;

	private Vitals vitals = Vitals.NONE;

	private @Nullable String release;

	private List<String> temporaryFiles = List.of();

	/**
	 * Create a handle.
	 * @param place the place of the process, or {@code null} if it is a spare
	 * @param id its worker id
	 * @param slot its slot
	 * @param process the process
	 * @param startedNanos when it was started, by the monotonic clock
	 */
	WorkerHandle(@Nullable Place place, long id, int slot, WorkerProcess process, long startedNanos) {
		this.place = place;
		this.startedAsSpare = place == null;
		this.placedNanos = startedNanos;
		this.id = id;
		this.slot = slot;
		this.process = process;
		this.startedNanos = startedNanos;
		this.aliveNanos = startedNanos;
	}

	/**
	 * Return the place of this process.
	 * @return the place
	 * @throws IllegalStateException if it is a spare
	 */
	Place place() {
		Place current = this.place;
		Assert.state(current != null, () -> this + " has no place");
		return current;
	}

	/**
	 * Return whether this process has a certain place.
	 * @param other the place
	 * @return {@code false} for a spare
	 */
	boolean isIn(Place other) {
		return this.place == other;
	}

	/**
	 * Return what tells its place in names and texts.
	 * @return the code, or {@value #STANDBY} for a spare
	 */
	String code() {
		return (this.place != null) ? this.place.code() : STANDBY;
	}

	/**
	 * Return whether this process has no place yet.
	 * @return {@code false} from its promotion on
	 */
	boolean isSpare() {
		return this.place == null;
	}

	/**
	 * Return whether this process got its place after its start.
	 * @return {@code true} for a spare that was promoted
	 */
	boolean isPromoted() {
		return this.startedAsSpare && this.place != null;
	}

	/**
	 * Give a spare its place.
	 * @param place the place
	 * @param nanos the time of the monotonic clock
	 */
	void promote(Place place, long nanos) {
		Assert.state(isSpare(), () -> this + " is no spare");
		this.place = place;
		this.placedNanos = nanos;
		this.standingBy = false;
	}

	/**
	 * Return since when this process has its place, or has been a spare.
	 * @return the time of the monotonic clock, in nanoseconds
	 */
	long placedNanos() {
		return this.placedNanos;
	}

	/**
	 * Return whether this process is a spare that has created its beans and waits.
	 * @return {@code false} from its promotion on
	 */
	boolean isStandingBy() {
		return this.standingBy;
	}

	void markStandingBy() {
		this.standingBy = true;
	}

	/**
	 * Return whether this process is busy with its start.
	 * @return {@code false} for a spare that waits
	 */
	boolean isBooting() {
		return !this.everReady && !this.standingBy && this.drainReason == null;
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

	/**
	 * Say why this process ends. The first reason counts.
	 * @param reason the reason
	 */
	void endsFor(RestartReason reason) {
		if (this.endReason == null) {
			this.endReason = reason;
		}
	}

	/**
	 * Return why this process has ended or is about to.
	 * @return the reason
	 */
	RestartReason endReason() {
		RestartReason known = this.endReason;
		if (known != null) {
			return known;
		}
		return (this.everReady || this.drainReason != null) ? RestartReason.EXITED : RestartReason.BOOT_FAILURE;
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
		return this.place != null && this.place.current() == this;
	}

	/**
	 * Return whether this process is to follow the one that answers to the code.
	 * @return {@code true} until it has the place
	 */
	boolean isSuccessor() {
		return this.place != null && this.place.successor() == this;
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
		return ((this.place != null) ? "Worker " + this.place.code() : "Spare") + " (id " + this.id + ", pid "
				+ this.process.pid() + ")";
	}

}
