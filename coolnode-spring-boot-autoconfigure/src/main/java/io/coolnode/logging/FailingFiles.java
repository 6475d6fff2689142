package io.coolnode.logging;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import ch.qos.logback.core.recovery.ResilientOutputStreamBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the records of workers that a file does not take, as when its disk is full:
 * Logback drops them in silence. Listens on any thread; all else belongs to one thread.
 */
final class FailingFiles implements StatusListener {

	private static final Log logger = LogFactory.getLog(FailingFiles.class);

	private static final String RECOVERED = "Recovered from IO failure";

	/**
	 * How long a file must work again: Logback takes its first write, into memory, for a
	 * success.
	 */
	private static final long RECOVERY_NANOS = Duration.ofSeconds(1).toNanos();

	private static final long REPORT_NANOS = Duration.ofSeconds(30).toNanos();

	private final Queue<Status> statuses = new ConcurrentLinkedQueue<>();

	private final Map<Object, Failure> failures = new IdentityHashMap<>();

	private final Predicate<Object> inUse;

	private final LongSupplier clock;

	/**
	 * Create a counter.
	 * @param inUse tells whether a stream is one of an appender
	 * @param clock tells the time in nanoseconds
	 */
	FailingFiles(Predicate<Object> inUse, LongSupplier clock) {
		this.inUse = inUse;
		this.clock = clock;
	}

	@Override
	public boolean isResetResistant() {
		return true;
	}

	@Override
	public void addStatusEvent(Status status) {
		if (status.getOrigin() instanceof ResilientOutputStreamBase) {
			this.statuses.add(status);
		}
	}

	/**
	 * Count a record that appenders were given.
	 */
	void count() {
		if (!this.statuses.isEmpty()) {
			update();
		}
		if (!this.failures.isEmpty()) {
			this.failures.values().forEach(Failure::count);
		}
	}

	/**
	 * Say now and then what is missing.
	 */
	void report() {
		if (!this.statuses.isEmpty()) {
			update();
		}
		long now = this.clock.getAsLong();
		Iterator<Map.Entry<Object, Failure>> entries = this.failures.entrySet().iterator();
		while (entries.hasNext()) {
			Map.Entry<Object, Failure> entry = entries.next();
			Failure failure = entry.getValue();
			if (failure.isOver(now)) {
				failure.report(now);
				entries.remove();
			}
			else if (now - failure.reported >= REPORT_NANOS) {
				failure.report(now);
				if (!this.inUse.test(entry.getKey())) {
					entries.remove();
				}
			}
		}
	}

	private void update() {
		Status status = this.statuses.poll();
		while (status != null) {
			if (status.getLevel() == Status.ERROR) {
				String reason = status.getMessage() + ": " + status.getThrowable();
				this.failures
					.computeIfAbsent(status.getOrigin(), (stream) -> new Failure(reason, this.clock.getAsLong()))
					.recovered(false, 0);
			}
			else if (status.getMessage().startsWith(RECOVERED)) {
				Failure failure = this.failures.get(status.getOrigin());
				if (failure != null) {
					failure.recovered(true, this.clock.getAsLong());
				}
			}
			status = this.statuses.poll();
		}
	}

	/**
	 * A file that fails.
	 */
	private static final class Failure {

		private final String reason;

		private long reported;

		private long missing;

		private boolean recovered;

		private long recoveredAt;

		private Failure(String reason, long now) {
			this.reason = reason;
			this.reported = now;
		}

		private void recovered(boolean recovered, long now) {
			this.recovered = recovered;
			this.recoveredAt = now;
		}

		private void count() {
			if (!this.recovered) {
				this.missing++;
			}
		}

		private boolean isOver(long now) {
			return this.recovered && now - this.recoveredAt >= RECOVERY_NANOS;
		}

		private void report(long now) {
			this.reported = now;
			if (this.missing > 0) {
				logger.warn("About " + this.missing + " log records of workers are missing (" + this.reason + ")");
				this.missing = 0;
			}
		}

	}

}
