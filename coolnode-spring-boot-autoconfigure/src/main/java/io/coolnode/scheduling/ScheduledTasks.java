package io.coolnode.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled methods of this process that run in one process at a time: nothing of
 * them is scheduled before it is this one's turn, and no run begins after that. May be
 * used by any thread.
 */
public final class ScheduledTasks {

	private static final Log logger = LogFactory.getLog(ScheduledTasks.class);

	private final Object monitor = new Object();

	private final CompletableFuture<Void> idle = new CompletableFuture<>();

	// guarded by monitor
	private final List<Task> withheld = new ArrayList<>();

	// guarded by monitor
	private final List<Task> begun = new ArrayList<>();

	// guarded by monitor
	private Turn turn = Turn.AWAITED;

	// guarded by monitor
	private int runs;

	// guarded by monitor
	private @Nullable String code;

	// guarded by monitor
	private BooleanSupplier permitted = () -> true;

	/**
	 * Schedule the methods whose place this process has, from now on. Has no effect the
	 * second time, or after the end.
	 * @param code the code of this process
	 * @param permitted whether a run may begin at the moment
	 */
	public void begin(String code, BooleanSupplier permitted) {
		Map<String, Integer> elsewhere = schedule(code, permitted);
		if (!elsewhere.isEmpty()) {
			logger.info(OffHere.describe(elsewhere));
		}
	}

	/**
	 * Schedule the methods that run in the master, which is this process, from now on.
	 * Has no effect the second time, or after the end.
	 * @param permitted whether a run may begin at the moment
	 */
	public void beginInMaster(BooleanSupplier permitted) {
		schedule(Placement.MASTER, permitted);
	}

	/**
	 * Schedule the methods whose place this process has, from now on.
	 * @param code the code of this process
	 * @param permitted whether a run may begin at the moment
	 * @return how many methods run in which other place
	 */
	private Map<String, Integer> schedule(String code, BooleanSupplier permitted) {
		List<Task> tasks;
		synchronized (this.monitor) {
			if (this.turn != Turn.AWAITED) {
				return Map.of();
			}
			this.turn = Turn.MINE;
			this.code = code;
			this.permitted = permitted;
			tasks = List.copyOf(this.withheld);
			this.withheld.clear();
		}
		Map<String, Integer> elsewhere = new TreeMap<>();
		for (Task task : tasks) {
			if (!schedule(task)) {
				elsewhere.merge(task.place(), 1, Integer::sum);
			}
		}
		return elsewhere;
	}

	private boolean schedule(Task task) {
		synchronized (this.monitor) {
			if (this.turn != Turn.MINE || !task.place().equals(this.code)) {
				return false;
			}
			this.begun.add(task);
		}
		task.schedule().run();
		return true;
	}

	/**
	 * Begin no run any more.
	 * @return completes once no run is in progress
	 */
	public CompletableFuture<Void> end() {
		List<Task> tasks;
		boolean idleNow;
		synchronized (this.monitor) {
			this.turn = Turn.OVER;
			this.withheld.clear();
			tasks = List.copyOf(this.begun);
			this.begun.clear();
			idleNow = this.runs == 0;
		}
		tasks.forEach((task) -> task.cancel().run());
		if (idleNow) {
			this.idle.complete(null);
		}
		return this.idle;
	}

	/**
	 * Take a scheduled method.
	 * @param task what to do with it when it is its turn
	 */
	void add(Task task) {
		synchronized (this.monitor) {
			if (this.turn == Turn.AWAITED) {
				this.withheld.add(task);
				return;
			}
		}
		schedule(task);
	}

	/**
	 * Run a scheduled method, unless the turn of this process is over, or not now.
	 * @param run the method
	 */
	void run(Runnable run) {
		synchronized (this.monitor) {
			if (this.turn != Turn.MINE || !this.permitted.getAsBoolean()) {
				return;
			}
			this.runs++;
		}
		try {
			run.run();
		}
		finally {
			exit();
		}
	}

	private void exit() {
		boolean last;
		synchronized (this.monitor) {
			this.runs--;
			last = this.turn == Turn.OVER && this.runs == 0;
		}
		if (last) {
			this.idle.complete(null);
		}
	}

	private enum Turn {

		AWAITED, MINE, OVER

	}

	/**
	 * A scheduled method.
	 *
	 * @param place the code of the process in which it runs
	 * @param schedule begins to run it at its times
	 * @param cancel ends that, but no run in progress
	 */
	record Task(String place, Runnable schedule, Runnable cancel) {

	}

}
