package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.channel.Threads;

/**
 * The thread {@code coolnode-supervisor}.
 */
final class ScheduledSupervisorThread implements SupervisorThread {

	private static final Log logger = LogFactory.getLog(ScheduledSupervisorThread.class);

	private final ScheduledThreadPoolExecutor executor;

	// volatile: written by the thread factory, read by assertions on any thread
	private volatile @Nullable Thread thread;

	ScheduledSupervisorThread() {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = Threads.daemon("coolnode-supervisor", task);
			this.thread = thread;
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.executor.setRemoveOnCancelPolicy(true);
	}

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public void schedule(Duration delay, Runnable task) {
		this.executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("Supervision of the workers met an error", ex);
		}
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public void assertCurrent() {
		Assert.state(Thread.currentThread() == this.thread, "Not on the supervisor's thread");
	}

	@Override
	public void shutdown() {
		this.executor.shutdown();
	}

}
