package io.coolnode.cluster;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a change that was asked for. Confined to the supervisor's thread.
 */
final class ChangeRecord {

	private final long id;

	private final Change change;

	private final Instant askedAt;

	private State state = State.WAITING;

	private @Nullable Instant begunAt;

	private @Nullable Instant endedAt;

	private @Nullable String progress;

	private @Nullable String failure;

	ChangeRecord(long id, Change change, Instant askedAt) {
		this.id = id;
		this.change = change;
		this.askedAt = askedAt;
	}

	long id() {
		return this.id;
	}

	Change change() {
		return this.change;
	}

	CompletableFuture<Void> result() {
		return this.change.result();
	}

	void begin(Instant now) {
		this.state = State.RUNNING;
		this.begunAt = now;
	}

	void end(Instant now, @Nullable Throwable failure) {
		this.state = (failure != null) ? State.FAILED : State.DONE;
		this.endedAt = now;
		this.progress = this.change.progress();
		this.failure = (failure != null) ? failure.getMessage() : null;
	}

	ClusterReport.ChangeReport report() {
		return new ClusterReport.ChangeReport(this.id, this.change.description(), this.state.name(),
				(this.progress != null) ? this.progress : this.change.progress(), this.askedAt, this.begunAt,
				this.endedAt, this.failure);
	}

	/**
	 * How far a change is.
	 */
	private enum State {

		WAITING, RUNNING, DONE, FAILED

	}

}
