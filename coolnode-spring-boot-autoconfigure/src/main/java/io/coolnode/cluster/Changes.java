package io.coolnode.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

	private final SupervisorThread thread;

	private final BooleanSupplier clusterReady;

	private final Deque<Change> waiting = new ArrayDeque<>();

	private @Nullable Change running;

	private boolean closed;

	Changes(SupervisorThread thread, BooleanSupplier clusterReady) {
		this.thread = thread;
		this.clusterReady = clusterReady;
	}

	/**
	 * Ask for a change.
	 * @param change the change
	 * @return its result, or that of the same change which waits already
	 * @throws IllegalStateException if the cluster stops
	 */
	CompletableFuture<Void> submit(Change change) {
		this.thread.assertCurrent();
		if (this.closed) {
			throw stopping(change);
		}
		for (Change other : this.waiting) {
			if (other.description().equals(change.description())) {
				return other.result();
			}
		}
		this.waiting.add(change);
		changed();
		return change.result();
	}

	/**
	 * Return the changes that are not over, in their order.
	 * @return a copy
	 */
	List<Change> pending() {
		return Stream.concat(Stream.ofNullable(this.running), this.waiting.stream()).toList();
	}

	/**
	 * Go on, since something has happened in the cluster.
	 */
	void changed() {
		this.thread.execute(this::advance);
	}

	private void advance() {
		while (!this.closed && this.clusterReady.getAsBoolean()) {
			if (this.running == null) {
				this.running = this.waiting.poll();
				if (this.running == null) {
					return;
				}
				logger.info("Begin: " + this.running.description());
			}
			Change change = this.running;
			if (!change.result().isDone()) {
				change.advance();
			}
			if (!change.result().isDone()) {
				return;
			}
			this.running = null;
			logEnd(change);
		}
	}

	private static void logEnd(Change change) {
		change.result().whenComplete((nothing, ex) -> {
			if (ex == null) {
				logger.info("Done: " + change.description());
			}
			else {
				logger.error("Not done: " + change.description() + ". " + ex.getMessage());
			}
		});
	}

	/**
	 * Tell the change that is under way of a boot failure.
	 * @param place where it happened
	 * @param exception what happened
	 */
	void bootFailed(Place place, WorkerBootException exception) {
		if (this.running != null) {
			this.running.bootFailed(place, exception);
			changed();
		}
	}

	/**
	 * Make no other change, since the cluster stops.
	 */
	void close() {
		this.closed = true;
		pending().forEach((change) -> change.result().completeExceptionally(stopping(change)));
		this.waiting.clear();
		this.running = null;
	}

	private static IllegalStateException stopping(Change change) {
		return new IllegalStateException("The cluster stops; there is no " + change.description());
	}

}
