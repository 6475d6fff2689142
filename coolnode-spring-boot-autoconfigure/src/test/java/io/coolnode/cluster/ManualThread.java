package io.coolnode.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A supervisor's thread that is whichever thread gives it a task, with a clock that a
 * test moves.
 */
final class ManualThread implements SupervisorThread {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>(Timer::compare);

	private long nanos = Long.MAX_VALUE - 1000;

	private long timerCount;

	private int executed;

	private boolean shutdown;

	private @Nullable Thread running;

	@Override
	public synchronized void execute(Runnable task) {
		if (!this.shutdown) {
			this.tasks.add(task);
			runTasks();
		}
	}

	private void runTasks() {
		if (this.running != null) {
			return;
		}
		this.running = Thread.currentThread();
		try {
			Runnable task;
			while ((task = this.tasks.poll()) != null) {
				task.run();
				this.executed++;
			}
		}
		finally {
			this.running = null;
		}
	}

	@Override
	public synchronized void schedule(Duration delay, Runnable task) {
		if (delay.isZero()) {
			execute(task);
		}
		else if (!this.shutdown) {
			this.timers.add(new Timer(this.nanos + delay.toNanos(), this.timerCount++, task));
		}
	}

	/**
	 * Let time pass, and run what comes due in it.
	 * @param duration the time
	 */
	synchronized void advance(Duration duration) {
		long end = this.nanos + duration.toNanos();
		Timer timer;
		while ((timer = this.timers.peek()) != null && timer.nanos - end <= 0) {
			this.timers.remove();
			this.nanos = (timer.nanos - this.nanos > 0) ? timer.nanos : this.nanos;
			execute(timer.task);
		}
		this.nanos = end;
	}

	/**
	 * Let time pass as if this process could not run meanwhile: what comes due runs once
	 * it is over.
	 * @param duration the time
	 */
	synchronized void freeze(Duration duration) {
		this.nanos += duration.toNanos();
		advance(Duration.ZERO);
	}

	synchronized int executed() {
		return this.executed;
	}

	@Override
	public synchronized long nanoTime() {
		return this.nanos;
	}

	@Override
	public synchronized void assertCurrent() {
		Assert.state(this.running == Thread.currentThread(), "Not on the supervisor's thread");
	}

	@Override
	public synchronized void shutdown() {
		this.shutdown = true;
	}

	synchronized boolean isShutdown() {
		return this.shutdown;
	}

	/**
	 * A task that waits for its time.
	 *
	 * @param nanos the time
	 * @param number which of those of the same time
	 * @param task the task
	 */
	private record Timer(long nanos, long number, Runnable task) {

		private static int compare(Timer one, Timer other) {
			int result = Long.signum(one.nanos - other.nanos);
			return (result != 0) ? result : Long.compare(one.number, other.number);
		}

	}

}
