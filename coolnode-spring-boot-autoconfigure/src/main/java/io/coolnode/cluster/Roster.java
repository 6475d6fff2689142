package io.coolnode.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.coolnode.Worker;
import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.WorkerInfo;

/**
 * The places of the cluster and the processes that live, and what the cluster is told of
 * them. Confined to the supervisor's thread.
 */
final class Roster {

	private final String node;

	private final ClusterView view;

	private final List<Place> places = new ArrayList<>();

	private final List<Place> retired = new ArrayList<>();

	private final List<WorkerHandle> living = new ArrayList<>();

	private final ClusterCounts counts = new ClusterCounts();

	private List<WorkerInfo> remote = List.of();

	private long lastId;

	/**
	 * Create a roster without places.
	 * @param node the name of this machine
	 * @param view gets what is known of all workers
	 */
	Roster(String node, ClusterView view) {
		this.node = node;
		this.view = view;
	}

	/**
	 * Open a place with the lowest code that is free.
	 * @param restartPolicy the policy of the place
	 * @return the place
	 */
	Place open(RestartPolicy restartPolicy) {
		int index = 0;
		while (isUsed(PlaceCodes.of(index))) {
			index++;
		}
		Place place = new Place(PlaceCodes.of(index), this.node, restartPolicy, this.counts);
		this.places.add(Math.min(index, this.places.size()), place);
		return place;
	}

	/**
	 * Return what was counted in all places.
	 * @return the counts
	 */
	ClusterCounts counts() {
		return this.counts;
	}

	private boolean isUsed(String code) {
		return all().anyMatch((place) -> place.code().equals(code));
	}

	private Stream<Place> all() {
		return Stream.concat(this.places.stream(), this.retired.stream());
	}

	/**
	 * Count a place no longer, although processes may still live there.
	 * @param place the place
	 */
	void retire(Place place) {
		this.places.remove(place);
		this.retired.add(place);
	}

	/**
	 * Forget a retired place, so that its code is free.
	 * @param place the place
	 */
	void forget(Place place) {
		this.retired.remove(place);
	}

	boolean isRetired(Place place) {
		return this.retired.contains(place);
	}

	boolean hasRetired() {
		return !this.retired.isEmpty();
	}

	/**
	 * Return whether a place counts.
	 * @param place the place
	 * @return {@code false} if it was retired
	 */
	boolean has(Place place) {
		return this.places.contains(place);
	}

	/**
	 * Return the place with a code.
	 * @param code the code
	 * @return the place, or nothing if none that counts has it
	 */
	Optional<Place> place(String code) {
		return this.places.stream().filter((place) -> place.code().equals(code)).findFirst();
	}

	/**
	 * Return the place with the highest code.
	 * @return the place
	 */
	Place lastPlace() {
		return this.places.get(this.places.size() - 1);
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

	/**
	 * Return the processes of a place that have not ended.
	 * @param place the place
	 * @return a copy
	 */
	List<WorkerHandle> living(Place place) {
		return this.living.stream().filter((handle) -> handle.isIn(place)).toList();
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
	 * Return the id of the process that was started last.
	 * @return the id, or 0 if there was none
	 */
	long lastId() {
		return this.lastId;
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
	 * Return the spares that have not ended.
	 * @return a copy, the oldest first
	 */
	List<WorkerHandle> spares() {
		return this.living.stream().filter(WorkerHandle::isSpare).toList();
	}

	/**
	 * Tell this process and all workers of what has changed, if anything has. A spare is
	 * told all at its promotion.
	 */
	void publish() {
		List<WorkerInfo> workers = all().map(Place::snapshot).toList();
		if (!workers.equals(this.view.localWorkers())) {
			publish(workers);
		}
	}

	/**
	 * Tell this process and all workers of the workers of other machines.
	 * @param workers all of those
	 */
	void publishRemote(List<WorkerInfo> workers) {
		this.remote = List.copyOf(workers);
		publish(this.view.localWorkers());
	}

	private void publish(List<? extends Worker> workers) {
		this.view.update(workers, this.remote);
		Control control = workersControl();
		for (WorkerHandle handle : this.living) {
			Link link = handle.link();
			if (link != null && !handle.isSpare()) {
				link.send(control);
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
		return new Control(ControlWords.WORKERS, this.view.workers().stream().map(WorkerInfo::format).toList());
	}

}
