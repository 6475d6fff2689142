package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A worker's own part in giving the duty of its place to one process at a time. May be
 * used by any thread.
 */
final class WorkerDuty {

	private static final Log logger = LogFactory.getLog(WorkerDuty.class);

	private final Object monitor = new Object();

	// guarded by monitor
	private @Nullable Duty duty;

	// guarded by monitor
	private boolean over;

	/**
	 * Set what to do.
	 * @param duty the duty
	 */
	void set(Duty duty) {
		synchronized (this.monitor) {
			this.duty = duty;
		}
	}

	/**
	 * Begin, unless this process is leaving.
	 */
	void begin() {
		Duty duty;
		synchronized (this.monitor) {
			duty = this.over ? null : this.duty;
		}
		if (duty != null) {
			duty.begin();
		}
	}

	/**
	 * Begin nothing new.
	 * @return completes when nothing is being done any more
	 */
	CompletableFuture<Void> end() {
		Duty duty;
		synchronized (this.monitor) {
			this.over = true;
			duty = this.duty;
		}
		return (duty != null) ? duty.end() : CompletableFuture.completedFuture(null);
	}

	/**
	 * Wait for the end.
	 * @param ended the end
	 * @param timeout how long a drain may take
	 * @param rest how much of that is left
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	static void await(CompletableFuture<Void> ended, Duration timeout, Duration rest) throws InterruptedException {
		try {
			ended.get(rest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			logger.warn("The duty of this worker has ended with a failure", ex.getCause());
		}
		catch (TimeoutException ex) {
			logger.warn("Scheduled methods were still running after " + timeout.toMillis()
					+ " ms (cool.server.drain-timeout)");
		}
	}

}
