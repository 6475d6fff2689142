package io.coolnode.metrics;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.coolnode.Cluster;
import io.coolnode.Sender;

/**
 * The workers that tell metrics, and what they have told last. Confined to one thread.
 */
final class ReportingWorkers {

	/**
	 * After what time a worker that does not answer is asked again.
	 */
	private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

	private static final int REMEMBERED = 1000;

	private final Cluster cluster;

	private final LongSupplier nanoTime;

	private final Map<Long, Entry> entries = new LinkedHashMap<>();

	private final Map<Long, Boolean> ended = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
			return size() > REMEMBERED;
		}

	};

	ReportingWorkers(Cluster cluster) {
		this(cluster, System::nanoTime);
	}

	ReportingWorkers(Cluster cluster, LongSupplier nanoTime) {
		this.cluster = cluster;
		this.nanoTime = nanoTime;
	}

	/**
	 * Take notice of what a worker can tell.
	 * @param sender the worker
	 * @param views the kinds of metrics
	 */
	void add(Sender sender, String @Nullable [] views) {
		if (views != null && !this.ended.containsKey(sender.id())) {
			Entry entry = this.entries.computeIfAbsent(sender.id(), (id) -> new Entry(sender, this.nanoTime));
			entry.views.addAll(List.of(views));
		}
	}

	/**
	 * Find a worker that has not been removed.
	 * @param id its worker id
	 * @return the worker, or {@code null}
	 */
	@Nullable Entry find(long id) {
		return this.entries.get(id);
	}

	/**
	 * Return the kinds of metrics that any worker tells.
	 * @return the kinds
	 */
	Set<String> views() {
		Set<String> views = new TreeSet<>();
		this.entries.values().forEach((entry) -> views.addAll(entry.views));
		return views;
	}

	/**
	 * Return whom to ask: those that can be reached and owe no answer.
	 * @param view the kind of metrics
	 * @return the workers
	 */
	List<Entry> toAsk(String view) {
		return this.entries.values()
			.stream()
			.filter((entry) -> entry.views.contains(view) && entry.mayBeAsked(view) && isCurrent(entry))
			.toList();
	}

	/**
	 * Return whether a worker answers to its code.
	 * @param entry the worker
	 * @return {@code false} if another one does, or none
	 */
	boolean isCurrent(Entry entry) {
		return !this.ended.containsKey(entry.sender.id()) && this.cluster.worker(entry.sender.code())
			.filter((worker) -> worker.id() == entry.sender.id() && worker.pid().isPresent())
			.isPresent();
	}

	List<Entry> newestFirst() {
		return this.entries.values()
			.stream()
			.sorted(Comparator.comparingLong((Entry entry) -> entry.sender.id()).reversed())
			.toList();
	}

	/**
	 * Take notice that a worker has ended. What it has told is still here.
	 * @param id its worker id
	 * @return the worker, or {@code null} if it has told nothing
	 */
	@Nullable Entry ended(long id) {
		this.ended.put(id, true);
		return this.entries.get(id);
	}

	@Nullable Entry remove(long id) {
		return this.entries.remove(id);
	}

	/**
	 * A worker.
	 */
	static final class Entry {

		private final Sender sender;

		private final LongSupplier nanoTime;

		private final Set<String> views = new TreeSet<>();

		private final Map<String, TakenSnapshot> last = new HashMap<>();

		private final Map<String, Long> owed = new HashMap<>();

		private Entry(Sender sender, LongSupplier nanoTime) {
			this.sender = sender;
			this.nanoTime = nanoTime;
		}

		Sender sender() {
			return this.sender;
		}

		private boolean mayBeAsked(String view) {
			Long since = this.owed.get(view);
			return since == null || this.nanoTime.getAsLong() - since > ASK_AGAIN.toNanos();
		}

		void asked(String view) {
			this.owed.put(view, this.nanoTime.getAsLong());
		}

		void answered(String view) {
			this.owed.remove(view);
		}

		/**
		 * Keep a snapshot, unless a later one has come before.
		 * @param view the kind of metrics
		 * @param taken the snapshot
		 */
		void store(String view, TakenSnapshot taken) {
			this.last.merge(view, taken, (old, next) -> (next.number() > old.number()) ? next : old);
		}

		@Nullable TakenSnapshot last(String view) {
			return this.last.get(view);
		}

		Map<String, TakenSnapshot> all() {
			return this.last;
		}

		@Override
		public String toString() {
			return this.sender.toString();
		}

	}

}
