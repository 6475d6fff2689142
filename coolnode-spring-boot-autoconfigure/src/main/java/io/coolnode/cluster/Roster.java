package io.coolnode.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;

/**
 * The places of the cluster and the processes that live, and what the cluster is told of
 * them. Confined to the supervisor's thread.
 */
final class Roster {

	private final ClusterView view;

	private final List<Place> places = new ArrayList<>();

	private final List<WorkerHandle> living = new ArrayList<>();

	private long lastId;

	Roster(ClusterView view) {
		this.view = view;
	}

	void add(Place place) {
		this.places.add(place);
	}

	List<Place> places() {
		return List.copyOf(this.places);
	}

	boolean allPlaces(Predicate<Place> condition) {
		return this.places.stream().allMatch(condition);
	}

	void add(WorkerHandle handle) {
		this.living.add(handle);
	}

	void remove(WorkerHandle handle) {
		this.living.remove(handle);
	}

	/**
	 * Return the processes that have not ended.
	 * @return a copy
	 */
	List<WorkerHandle> living() {
		return List.copyOf(this.living);
	}

	boolean isLiving(WorkerHandle handle) {
		return this.living.contains(handle);
	}

	@Nullable WorkerHandle find(long id) {
		return this.living.stream().filter((handle) -> handle.id() == id).findFirst().orElse(null);
	}

	/**
	 * Return an id that no process has had.
	 * @return the id
	 */
	long nextId() {
		return ++this.lastId;
	}

	/**
	 * Return the lowest slot that no living process holds; the master has slot 0.
	 * @return the slot
	 */
	int freeSlot() {
		int slot = 1;
		while (isTaken(slot)) {
			slot++;
		}
		return slot;
	}

	private boolean isTaken(int slot) {
		return this.living.stream().anyMatch((handle) -> handle.slot() == slot);
	}

	/**
	 * Tell this process and all workers of what has changed, if anything has.
	 */
	void publish() {
		List<WorkerInfo> workers = this.places.stream().map(Place::snapshot).toList();
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

	/**
	 * Tell one worker of all.
	 * @param link the connection to it
	 */
	void publish(Link link) {
		link.send(workersControl());
	}

	private Control workersControl() {
		return new Control(ControlWords.WORKERS,
				this.view.workers().stream().map((worker) -> ((WorkerInfo) worker).format()).toList());
	}

}
