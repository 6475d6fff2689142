package io.coolnode.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.UnknownTargetException;

/**
 * Takes the changes of this machine that are asked for in the master, by itself, by a
 * worker or by another master.
 */
final class MasterChanges {

	private static final Log logger = LogFactory.getLog(MasterChanges.class);

	private final SupervisorThread thread;

	private final Roster roster;

	private final BootQueue boots;

	private final Departures departures;

	private final Changes changes;

	MasterChanges(SupervisorThread thread, Roster roster, BootQueue boots, Departures departures, Changes changes) {
		this.thread = thread;
		this.roster = roster;
		this.boots = boots;
		this.departures = departures;
		this.changes = changes;
	}

	/**
	 * Ask for a rolling restart.
	 * @param code the code of the one place to restart, or {@code null} for all
	 * @return the change
	 */
	CompletableFuture<Void> restart(@Nullable String code) {
		return resultOf(() -> restartOf(code));
	}

	/**
	 * Ask for another number of workers.
	 * @param workers the number
	 * @return the change
	 */
	CompletableFuture<Void> scale(int workers) {
		return resultOf(() -> scalingTo(workers));
	}

	/**
	 * Ask for more workers, or fewer, than there will be after the changes that wait.
	 * @param difference how many more; negative for fewer
	 * @return the change
	 */
	CompletableFuture<Void> scaleBy(int difference) {
		return resultOf(() -> {
			int last = this.roster.places().size();
			for (ChangeRecord entry : this.changes.pending()) {
				last = (entry.change() instanceof Scaling scaling) ? scaling.workers() : last;
			}
			return scalingTo(last + difference);
		});
	}

	/**
	 * Ask for a rolling restart, without waiting for its end.
	 * @param code the code of the one place to restart, or {@code null} for all
	 * @return what completes with the number of the change when it was accepted
	 */
	CompletableFuture<Long> requestRestart(@Nullable String code) {
		return submit(() -> restartOf(code)).thenApply(ChangeRecord::id);
	}

	/**
	 * Ask for another number of workers, without waiting for its end.
	 * @param workers the number
	 * @return what completes with the number of the change when it was accepted
	 */
	CompletableFuture<Long> requestScaling(int workers) {
		return submit(() -> scalingTo(workers)).thenApply(ChangeRecord::id);
	}

	/**
	 * Ask for another process in a place although nothing is wrong with its own.
	 * @param place the place
	 * @param reason why, in words
	 */
	void recycle(Place place, String reason) {
		this.changes.submit(RollingRestart.toSameRelease("recycling of worker " + place.code() + ", since " + reason,
				List.of(place), this.roster, this.boots));
	}

	private CompletableFuture<Void> resultOf(Supplier<Change> change) {
		return submit(change).thenComposeAsync(ChangeRecord::result).thenApplyAsync(Function.identity());
	}

	private CompletableFuture<ChangeRecord> submit(Supplier<Change> change) {
		CompletableFuture<ChangeRecord> accepted = new CompletableFuture<>();
		this.thread.execute(() -> {
			try {
				accepted.complete(this.changes.submit(change.get()));
			}
			catch (RuntimeException ex) {
				logger.warn("A change of the cluster was refused: " + ex.getMessage());
				accepted.completeExceptionally(ex);
			}
		});
		return accepted;
	}

	private Change restartOf(@Nullable String code) {
		if (code == null) {
			return RollingRestart.toCurrentRelease("restart of all workers", this.roster.places(), this.roster,
					this.boots);
		}
		Place place = this.roster.place(code).orElseThrow(() -> new UnknownTargetException(code));
		return RollingRestart.toCurrentRelease("restart of worker " + code, List.of(place), this.roster, this.boots);
	}

	private Change scalingTo(int workers) {
		if (workers < 1) {
			throw new IllegalArgumentException("A cluster needs at least one worker; it cannot have " + workers);
		}
		return new Scaling(workers, this.roster, this.boots, this.departures);
	}

}
