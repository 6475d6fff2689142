package io.coolnode.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.UnknownTargetException;
import io.coolnode.channel.Control;
import io.coolnode.channel.Link;

/**
 * Takes the changes that are asked for in the master, by itself or by a worker.
 */
final class MasterChanges implements ClusterChanges {

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

	@Override
	public CompletableFuture<Void> restart(@Nullable String code) {
		return submit(() -> restartOf(code));
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		return submit(() -> scalingTo(workers));
	}

	/**
	 * Ask for more workers, or fewer, than there will be after the changes that wait.
	 * @param difference how many more; negative for fewer
	 * @return the change
	 */
	CompletableFuture<Void> scaleBy(int difference) {
		return submit(() -> {
			int last = this.roster.places().size();
			for (Change change : this.changes.pending()) {
				last = (change instanceof Scaling scaling) ? scaling.workers() : last;
			}
			return scalingTo(last + difference);
		});
	}

	/**
	 * Ask for another process in a place although nothing is wrong with its own.
	 * @param place the place
	 * @param reason why, in words
	 */
	void recycle(Place place, String reason) {
		this.changes.submit(new RollingRestart("recycling of worker " + place.code() + ", since " + reason,
				List.of(place), this.roster, this.boots));
	}

	private CompletableFuture<Void> submit(Supplier<Change> change) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.thread.execute(() -> {
			try {
				this.changes.submit(change.get()).whenComplete((nothing, ex) -> complete(result, ex));
			}
			catch (RuntimeException ex) {
				logger.warn("A change of the cluster was refused: " + ex.getMessage());
				complete(result, ex);
			}
		});
		return result;
	}

	private static void complete(CompletableFuture<Void> result, @Nullable Throwable failure) {
		CompletableFuture.runAsync(() -> {
			if (failure != null) {
				result.completeExceptionally(failure);
			}
			else {
				result.complete(null);
			}
		});
	}

	private Change restartOf(@Nullable String code) {
		if (code == null) {
			return new RollingRestart("restart of all workers", this.roster.places(), this.roster, this.boots);
		}
		Place place = this.roster.place(code).orElseThrow(() -> new UnknownTargetException(code));
		return new RollingRestart("restart of worker " + code, List.of(place), this.roster, this.boots);
	}

	private Change scalingTo(int workers) {
		if (workers < 1) {
			throw new IllegalArgumentException("A cluster needs at least one worker; it cannot have " + workers);
		}
		return new Scaling(workers, this.roster, this.boots, this.departures);
	}

	/**
	 * Take a change that a worker asks for, and tell it whether it was accepted.
	 * @param link the connection to the worker
	 * @param control its word
	 */
	void onControl(Link link, Control control) {
		String number = control.values().get(0);
		try {
			this.changes.submit(parse(control.values().get(1), control.values().get(2)));
			link.send(Control.of(ControlWords.CHANGE_ANSWER, number, ""));
		}
		catch (RuntimeException ex) {
			link.send(Control.of(ControlWords.CHANGE_ANSWER, number, String.valueOf(ex.getMessage())));
		}
	}

	private Change parse(String what, String argument) {
		return switch (what) {
			case WorkerChanges.RESTART -> restartOf(argument.isEmpty() ? null : argument);
			case WorkerChanges.SCALE -> scalingTo(Integer.parseInt(argument));
			default -> throw new IllegalArgumentException("The master does not know the change '" + what + "'");
		};
	}

}
