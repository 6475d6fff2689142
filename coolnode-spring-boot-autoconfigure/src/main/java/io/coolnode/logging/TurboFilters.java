package io.coolnode.logging;

import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.TurboFilterList;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * Asks the turbo filters of the master about events of workers, in the surroundings that
 * they expect. Belongs to one thread, which has no diagnostic context of its own.
 */
final class TurboFilters {

	private final TurboFilterList filters;

	private final TurboFilter own;

	/**
	 * Create what asks.
	 * @param context the context with the filters
	 * @param own the filter that is not of the user's, and not asked
	 */
	TurboFilters(LoggerContext context, TurboFilter own) {
		this.filters = context.getTurboFilterList();
		this.own = own;
	}

	boolean deny(Logger logger, ILoggingEvent event) {
		if (this.filters.isEmpty() || (this.filters.size() == 1 && this.filters.contains(this.own))) {
			return false;
		}
		MDC.setContextMap(event.getMDCPropertyMap());
		try {
			return decide(logger, event) == FilterReply.DENY;
		}
		finally {
			MDC.clear();
		}
	}

	private FilterReply decide(Logger logger, ILoggingEvent event) {
		Marker marker = firstMarker(event);
		Throwable failure = throwable(event.getThrowableProxy());
		FilterReply reply = FilterReply.NEUTRAL;
		Iterator<TurboFilter> iterator = this.filters.iterator();
		while (reply == FilterReply.NEUTRAL && iterator.hasNext()) {
			TurboFilter filter = iterator.next();
			reply = (filter != this.own) ? decide(filter, marker, logger, event, failure) : FilterReply.NEUTRAL;
		}
		return reply;
	}

	// Logback's own interface does not say that there may be no marker and no throwable
	@SuppressWarnings("NullAway")
	private static FilterReply decide(TurboFilter filter, @Nullable Marker marker, Logger logger, ILoggingEvent event,
			@Nullable Throwable failure) {
		return filter.decide(marker, logger, event.getLevel(), event.getMessage(), event.getArgumentArray(), failure);
	}

	private static @Nullable Marker firstMarker(ILoggingEvent event) {
		List<Marker> markers = event.getMarkerList();
		return (markers != null && !markers.isEmpty()) ? markers.get(0) : null;
	}

	private static @Nullable Throwable throwable(@Nullable IThrowableProxy proxy) {
		return (proxy instanceof ThrowableProxy local) ? local.getThrowable() : null;
	}

}
