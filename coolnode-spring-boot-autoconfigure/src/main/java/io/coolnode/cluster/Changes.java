package io.coolnode.cluster;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the cluster that were asked for: one at a time, in their order, and none
 * before the cluster is ready. One that waits already is not queued again. Confined to
 * the supervisor's thread.
 */
final class Changes {

	private static final Log logger = LogFactory.getLog(Changes.class);

	private static final int REMEMBERED = 20;

	private final SupervisorThread thread;

	private final BooleanSupplier clusterReady;

	private final ClusterListener listener;

	private final Clock clock = Clock.systemUTC();

	private final Deque<ChangeRecord> waiting = new ArrayDeque<>();

	private final Deque<ChangeRecord> ended = new ArrayDeque<>();

	private @Nullable ChangeRecord running;

	private long lastId;

	private boolean closed;

	Changes(SupervisorThread thread, BooleanSupplier clusterReady, ClusterListener listener) {
		this.thread = thread;
		this.listener = listener;
		this.clusterReady = clusterReady;
	}

	/**
	 * Ask for a change.
	 * @param change the change
	 * @return its record, or that of the same change which waits already
	 * @throws IllegalStateException if the cluster stops
	 */
	ChangeRecord submit(Change change) {
		this.thread.assertCurrent();
		if (this.closed) {
			throw stopping(change);
		}
		for (ChangeRecord other : this.waiting) {
			if (other.change().description().equals(change.description())) {
				return other;
			}
		}
		ChangeRecord entry = new ChangeRecord(++this.lastId, change, this.clock.instant());
		this.waiting.add(entry);
		if (this.running != null) {
			logger.info("Queued: " + change.description() + ", after " + this.running.change().description());
		}
		changed();
		return entry;
	}

	/**
	 * Return the changes that are not over, in their order.
	 * @return a copy
	 */
	List<ChangeRecord> pending() {
		return Stream.concat(Stream.ofNullable(this.running), this.waiting.stream()).toList();
	}

	/**
	 * Return what is to be told of the changes, the last ones that are over first.
	 * @return the reports
	 */
	List<ClusterReport.ChangeReport> report() {
		return Stream.concat(this.ended.stream(), pending().stream()).map(ChangeRecord::report).toList();
	}

	/**
	 * Go on, since something has happened in the cluster.
	 */
	void changed() {
		this.thread.execute(this::advance);
	}

	private void advance() {
		while (!this.closed && this.clusterReady.getAsBoolean()) {
			ChangeRecord current = (this.running != null) ? this.running : begin();
			if (current == null) {
				return;
			}
			if (!current.result().isDone()) {
				current.change().advance();
			}
			if (!current.result().isDone()) {
				return;
			}
			end(current);
		}
	}

	private @Nullable ChangeRecord begin() {
		ChangeRecord next = this.waiting.poll();
		if (next != null) {
			this.running = next;
			next.begin(this.clock.instant());
			logger.info("Begin: " + next.change().description());
			this.listener.onChangeBegun(next.change().description());
		}
		return next;
	}

	private void end(ChangeRecord current) {
		this.running = null;
		Throwable failure = failureOf(current);
		current.end(this.clock.instant(), failure);
		this.ended.addLast(current);
		if (this.ended.size() > REMEMBERED) {
			this.ended.removeFirst();
		}
		this.listener.onChangeEnded();
		if (failure == null) {
			logger.info("Done: " + current.change().description());
		}
		else {
			logger.error("Not done: " + current.change().description() + ". " + failure.getMessage());
		}
	}

	private static @Nullable Throwable failureOf(ChangeRecord over) {
		try {
			over.result().join();
			return null;
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
	}

	/**
	 * Tell the change that is under way of a boot failure.
	 * @param place where it happened
	 * @param exception what happened
	 */
	void bootFailed(Place place, WorkerBootException exception) {
		if (this.running != null) {
			this.running.change().bootFailed(place, exception);
			changed();
		}
	}

	/**
	 * Make no other change, since the cluster stops.
	 */
	void close() {
		this.closed = true;
		pending().forEach((entry) -> entry.result().completeExceptionally(stopping(entry.change())));
		this.waiting.clear();
		this.running = null;
	}

	private static IllegalStateException stopping(Change change) {
		return new IllegalStateException("The cluster stops; there is no " + change.description());
	}

}
