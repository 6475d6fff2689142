package io.coolnode.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.coolnode.WorkerState;

/**
 * Changes the number of places: new ones get the lowest codes that are free, and those
 * with the highest codes go. If a new place fails to boot, all new ones that are not
 * ready go again. Confined to the supervisor's thread.
 */
final class Scaling implements Change {

	private final int workers;

	private final Roster roster;

	private final BootQueue boots;

	private final Departures departures;

	private final List<Place> opened = new ArrayList<>();

	private final CompletableFuture<Void> result = new CompletableFuture<>();

	/**
	 * Create a change.
	 * @param workers the wanted number of places
	 * @param roster the places
	 * @param boots opens places and fills them
	 * @param departures sends processes away
	 */
	Scaling(int workers, Roster roster, BootQueue boots, Departures departures) {
		this.workers = workers;
		this.roster = roster;
		this.boots = boots;
		this.departures = departures;
	}

	int workers() {
		return this.workers;
	}

	@Override
	public String description() {
		return "scaling to " + this.workers + " workers";
	}

	@Override
	public String progress() {
		return this.roster.places().stream().filter((place) -> place.state() == WorkerState.READY).count() + " of "
				+ this.workers + " workers ready";
	}

	@Override
	public void advance() {
		while (this.roster.places().size() < this.workers) {
			Place place = this.boots.open();
			this.opened.add(place);
			this.boots.add(place);
		}
		while (this.roster.places().size() > this.workers) {
			this.departures.retire(this.roster.lastPlace());
		}
		if (!this.roster.hasRetired() && this.roster.allPlaces((place) -> place.state() == WorkerState.READY
				|| place.state() == WorkerState.GIVEN_UP || place.state() == WorkerState.BACKING_OFF)) {
			this.result.complete(null);
		}
	}

	@Override
	public void bootFailed(Place place, WorkerBootException exception) {
		if (this.opened.contains(place)) {
			this.opened.stream().filter((each) -> each.state() != WorkerState.READY).forEach(this.departures::retire);
			this.result.completeExceptionally(exception);
		}
	}

	@Override
	public CompletableFuture<Void> result() {
		return this.result;
	}

}
