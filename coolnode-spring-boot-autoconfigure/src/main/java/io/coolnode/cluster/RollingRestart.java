package io.coolnode.cluster;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.coolnode.WorkerState;

/**
 * Replaces the processes of some places, one place at a time: the new process first, and
 * when it serves the old one drains. The first process that fails to boot ends it. Where
 * there may be another release the new processes are started for it, and so are spares
 * once the first of them serves. Confined to the supervisor's thread.
 */
final class RollingRestart implements Change {

	private final String description;

	private final RestartReason reason;

	private final Roster roster;

	private final BootQueue boots;

	private final boolean sameRelease;

	private final Set<WorkerHandle> old;

	private final long lastOldId;

	private final int total;

	private final Deque<Place> remaining;

	private final CompletableFuture<Void> result = new CompletableFuture<>();

	private boolean sparesRenewed;

	private RollingRestart(String description, Collection<Place> places, Roster roster, BootQueue boots,
			boolean sameRelease) {
		this.sameRelease = sameRelease;
		this.reason = sameRelease ? RestartReason.RECYCLED : RestartReason.ASKED;
		this.old = places.stream().map(Place::current).filter(Objects::nonNull).collect(Collectors.toSet());
		this.description = description;
		this.total = places.size();
		this.remaining = new ArrayDeque<>(places);
		this.roster = roster;
		this.boots = boots;
		this.lastOldId = roster.lastId();
	}

	/**
	 * Create a restart after which what is in the jar now runs.
	 * @param description what it is, in words
	 * @param places the places
	 * @param roster the processes
	 * @param boots fills places
	 * @return the restart
	 */
	static RollingRestart toCurrentRelease(String description, Collection<Place> places, Roster roster,
			BootQueue boots) {
		return new RollingRestart(description, places, roster, boots, false);
	}

	/**
	 * Create a restart for which any spare will do.
	 * @param description what it is, in words
	 * @param places the places
	 * @param roster the processes
	 * @param boots fills places
	 * @return the restart
	 */
	static RollingRestart toSameRelease(String description, Collection<Place> places, Roster roster, BootQueue boots) {
		return new RollingRestart(description, places, roster, boots, true);
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public String progress() {
		return (this.total - this.remaining.size()) + " of " + this.total + " places";
	}

	@Override
	public void advance() {
		if (!this.sameRelease && !this.sparesRenewed && isAnyNewReady()) {
			this.sparesRenewed = true;
			this.boots.renewSpares(this.lastOldId);
		}
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

	private boolean isAnyNewReady() {
		return this.roster.living().stream().anyMatch((handle) -> isNew(handle) && handle.everReady());
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
		return this.sameRelease ? !this.old.contains(handle) : handle.id() > this.lastOldId;
	}

	private void step(Place place) {
		WorkerHandle current = place.current();
		if (place.state() == WorkerState.GIVEN_UP) {
			this.boots.revive(place);
		}
		else if (place.state() == WorkerState.READY && current != null && !isNew(current)) {
			place.succession(this.reason);
			this.boots.addSuccessor(place, this.sameRelease ? 0 : this.lastOldId);
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
