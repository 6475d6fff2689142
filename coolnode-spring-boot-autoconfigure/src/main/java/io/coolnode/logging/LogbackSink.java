package io.coolnode.logging;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.status.StatusManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gives events of workers to the appenders that the master has for their loggers. The
 * worker has decided by level whether something is logged; what it prints is logged
 * whatever the level of all others. Turbo filters have a say here, since workers have
 * none.
 */
final class LogbackSink implements RecordSink {

	private static final Log logger = LogFactory.getLog(LogbackSink.class);

	private static final long REPORT_NANOS = Duration.ofSeconds(60).toNanos();

	private final EventDecoder decoder;

	private final GroupFlush groupFlush;

	private final FailingFiles failingFiles;

	private final OwnEvents ownEvents;

	private final TurboFilters turboFilters;

	private final StatusManager statuses;

	private final Logger out;

	private final Logger err;

	private long failures;

	private long reported = System.nanoTime() - REPORT_NANOS;

	LogbackSink(LoggerContext context, GroupFlush groupFlush, FailingFiles failingFiles, OwnEvents ownEvents) {
		this.decoder = new EventDecoder(context);
		this.groupFlush = groupFlush;
		this.failingFiles = failingFiles;
		this.ownEvents = ownEvents;
		this.turboFilters = new TurboFilters(context, ownEvents);
		this.statuses = context.getStatusManager();
		this.out = context.getLogger("stdout");
		this.err = context.getLogger("stderr");
	}

	@Override
	public void event(Origin origin, RecordReader reader) {
		EventDecoder.Decoded decoded = this.decoder.decode(reader, origin);
		append(origin, decoded.logger(), decoded.event());
	}

	@Override
	public void line(Origin origin, PrintedLine line) {
		Logger target = line.error() ? this.err : this.out;
		Level level = line.error() ? Level.WARN : Level.INFO;
		if (target.getLevel() == null || level.isGreaterOrEqual(target.getLevel())) {
			append(origin, target, this.decoder.create(line, level, target, origin));
		}
	}

	private void append(Object origin, Logger target, ILoggingEvent event) {
		try {
			if (!this.turboFilters.deny(target, event)) {
				target.callAppenders(event);
				this.failingFiles.count();
			}
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.failures++;
			reportFailures(origin, ex);
		}
	}

	private void reportFailures(Object origin, Throwable failure) {
		long now = System.nanoTime();
		if (now - this.reported < REPORT_NANOS) {
			return;
		}
		this.reported = now;
		String text = "An appender throws: " + this.failures + " log records, such as one of " + origin
				+ ", were not taken by all appenders";
		this.statuses.add(new ErrorStatus(text, this, failure));
		logger.error(text, failure);
	}

	@Override
	public void missing(Origin origin, String what) {
		logger.warn("Worker " + origin + " has lost " + what);
	}

	@Override
	public void beginBatch() {
		this.groupFlush.begin();
	}

	@Override
	public void endBatch() {
		this.groupFlush.end();
	}

	@Override
	public boolean tick() {
		this.failingFiles.report();
		int dropped = this.ownEvents.takeDropped();
		if (dropped > 0) {
			logger.warn(dropped + " log records of the master's own are missing: an appender has blocked for too long");
		}
		return this.ownEvents.append((target, event) -> append("the master", target, event));
	}

}
