package io.coolnode.cluster;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.coolnode.WorkerState;

/**
 * Replaces the processes of some places, one place at a time: the new process first, and
 * when it serves the old one drains. The first process that fails to boot ends it.
 * Confined to the supervisor's thread.
 */
final class RollingRestart implements Change {

	private final String description;

	private final Roster roster;

	private final BootQueue boots;

	private final long lastOldId;

	private final Deque<Place> remaining;

	private final CompletableFuture<Void> result = new CompletableFuture<>();

	RollingRestart(String description, Collection<Place> places, Roster roster, BootQueue boots) {
		this.description = description;
		this.remaining = new ArrayDeque<>(places);
		this.roster = roster;
		this.boots = boots;
		this.lastOldId = roster.lastId();
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public void advance() {
		while (!this.remaining.isEmpty() && isDone(this.remaining.element())) {
			this.remaining.remove();
		}
		if (this.remaining.isEmpty()) {
			this.result.complete(null);
		}
		else {
			step(this.remaining.element());
		}
	}

	private boolean isDone(Place place) {
		if (!this.roster.has(place)) {
			return true;
		}
		WorkerHandle current = place.current();
		return place.state() == WorkerState.READY && current != null && isNew(current)
				&& this.roster.living(place).size() == 1;
	}

	private boolean isNew(WorkerHandle handle) {
		return handle.id() > this.lastOldId;
	}

	private void step(Place place) {
		WorkerHandle current = place.current();
		if (place.state() == WorkerState.GIVEN_UP) {
			this.boots.revive(place);
		}
		else if (place.state() == WorkerState.READY && current != null && !isNew(current)) {
			this.boots.addSuccessor(place);
		}
	}

	@Override
	public void bootFailed(Place place, WorkerBootException exception) {
		if (place == this.remaining.peek()) {
			this.result.completeExceptionally(exception);
		}
	}

	@Override
	public CompletableFuture<Void> result() {
		return this.result;
	}

}
