package io.coolnode.logging;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets what this library logs in a master be appended by the thread that appends the
 * events of workers. So an appender that blocks or throws does not reach the threads that
 * watch workers.
 */
final class OwnEvents extends TurboFilter {

	private static final String OURS = "io.coolnode.";

	private static final int MAX_WAITING = 10_000;

	private final LoggerContext context;

	private final Runnable wake;

	private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicInteger dropped = new AtomicInteger();

	// volatile: set by the thread that appends, read by all that log
	private volatile @Nullable Thread appending;

	/**
	 * Create a filter that is not in use yet.
	 * @param context the context
	 * @param wake is called when something waits
	 */
	OwnEvents(LoggerContext context, Runnable wake) {
		this.context = context;
		this.wake = wake;
		setContext(context);
		setName("COOLNODE");
		start();
	}

	/**
	 * Take events from now on, also when the context is configured anew.
	 */
	void install() {
		this.context.getTurboFilterList().addIfAbsent(this);
	}

	void uninstall() {
		this.context.getTurboFilterList().remove(this);
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			@Nullable Object @Nullable [] arguments, @Nullable Throwable failure) {
		if (format == null || !logger.getName().startsWith(OURS) || !level.isGreaterOrEqual(logger.getEffectiveLevel())
				|| Thread.currentThread() == this.appending) {
			return FilterReply.NEUTRAL;
		}
		if (this.count.incrementAndGet() > MAX_WAITING) {
			this.count.decrementAndGet();
			this.dropped.incrementAndGet();
		}
		else {
			this.waiting.add(new Event(logger, event(marker, logger, level, format, arguments, failure)));
			this.wake.run();
		}
		return FilterReply.DENY;
	}

	// Logback's own constructor does not say that there may be no throwable and no
	// arguments
	@SuppressWarnings("NullAway")
	private static LoggingEvent event(@Nullable Marker marker, Logger logger, Level level, String format,
			@Nullable Object @Nullable [] arguments, @Nullable Throwable failure) {
		LoggingEvent event = new LoggingEvent(Logger.FQCN, logger, level, format, failure, arguments);
		if (marker != null) {
			event.addMarker(marker);
		}
		event.prepareForDeferredProcessing();
		return event;
	}

	/**
	 * Append what waits.
	 * @param appender appends an event of a logger
	 * @return whether there was anything
	 */
	boolean append(BiConsumer<Logger, ILoggingEvent> appender) {
		Event event = this.waiting.poll();
		if (event == null) {
			return false;
		}
		this.appending = Thread.currentThread();
		try {
			while (event != null) {
				this.count.decrementAndGet();
				appender.accept(event.logger(), event.event());
				event = this.waiting.poll();
			}
		}
		finally {
			this.appending = null;
		}
		return true;
	}

	/**
	 * Return how many events there was no room for since this was last asked.
	 * @return the number
	 */
	int takeDropped() {
		return this.dropped.getAndSet(0);
	}

	/**
	 * An event that waits.
	 *
	 * @param logger its logger
	 * @param event the event
	 */
	private record Event(Logger logger, LoggingEvent event) {

	}

}
