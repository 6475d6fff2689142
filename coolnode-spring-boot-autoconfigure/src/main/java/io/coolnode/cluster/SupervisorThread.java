package io.coolnode.cluster;

import java.time.Duration;

/**
 * The one thread to which all state of supervision belongs, and the clock it goes by.
 */
interface SupervisorThread {

	/**
	 * Run a task on the thread, after those that were given before.
	 * @param task the task, which is dropped after {@link #shutdown}
	 */
	void execute(Runnable task);

	/**
	 * Run a task on the thread after some time.
	 * @param delay the time
	 * @param task the task, which is dropped after {@link #shutdown}
	 */
	void schedule(Duration delay, Runnable task);

	/**
	 * Return the time of the monotonic clock.
	 * @return the time in nanoseconds, from no particular moment
	 */
	long nanoTime();

	/**
	 * Check that the caller runs on the thread.
	 * @throws IllegalStateException if it does not
	 */
	void assertCurrent();

	/**
	 * Run no more tasks.
	 */
	void shutdown();

}
