package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Threads;

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
	private @Nullable DutyTerm term;

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
	 * Begin for good, unless this process is leaving.
	 */
	void begin() {
		begin(() -> true);
	}

	/**
	 * Begin when the master says for how long, unless this process is leaving.
	 * @param interval how often to ask for that
	 * @param sender sends words to the master
	 */
	void begin(Duration interval, Consumer<Control> sender) {
		synchronized (this.monitor) {
			if (this.duty == null || this.over || this.term != null) {
				return;
			}
			DutyTerm created = new DutyTerm(sender, System::nanoTime, this::beginTerm);
			this.term = created;
			created.start(interval);
		}
	}

	private void beginTerm() {
		DutyTerm current = term();
		if (current != null) {
			Threads.startDaemon("coolnode-duty", () -> begin(current::isPermitted));
		}
	}

	/**
	 * Take notice of how long this process may go on.
	 * @param asked when it has asked
	 * @param left how long from then on, in nanoseconds
	 */
	void remains(long asked, long left) {
		DutyTerm current = term();
		if (current != null) {
			current.answered(asked, left);
		}
	}

	private @Nullable DutyTerm term() {
		synchronized (this.monitor) {
			return this.term;
		}
	}

	private void begin(BooleanSupplier permitted) {
		Duty duty;
		synchronized (this.monitor) {
			duty = this.over ? null : this.duty;
		}
		if (duty != null) {
			duty.begin(permitted);
		}
	}

	/**
	 * Begin nothing new.
	 * @return completes when nothing is being done any more
	 */
	CompletableFuture<Void> end() {
		Duty duty;
		DutyTerm current;
		synchronized (this.monitor) {
			this.over = true;
			duty = this.duty;
			current = this.term;
		}
		if (current != null) {
			current.end();
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
