package io.coolnode.logging;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * Makes records of events, with all that belongs to them. What does not fit into a record
 * is cut, and says so. May be used by any thread.
 */
final class EventEncoder {

	static final int ARGUMENTS = 1;

	static final int MDC = 2;

	static final int PAIRS = 4;

	static final int MARKERS = 8;

	static final int CALLERS = 16;

	static final int THROWABLE = 32;

	private static final int MAX_MARKER_DEPTH = 8;

	private final int maxLength;

	EventEncoder(int maxLength) {
		this.maxLength = maxLength;
	}

	RecordWriter encode(ILoggingEvent event, boolean callers) {
		@Nullable Object[] arguments = simplify(event.getArgumentArray());
		String message = format(event, arguments);
		int flags = flags(event, arguments, callers);
		RecordWriter record = encode(event, message, arguments, flags, new RecordWriter(this.maxLength / 4),
				ThrowableEncoder.UNLIMITED);
		if (record.length() <= this.maxLength) {
			return record;
		}
		return encode(event, message, null, flags & THROWABLE, new RecordWriter(this.maxLength / 64),
				ThrowableEncoder.SHORT);
	}

	private static @Nullable Object @Nullable [] simplify(Object @Nullable [] arguments) {
		if (arguments == null) {
			return null;
		}
		@Nullable Object[] result = new Object[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			result[i] = Values.simplifyArgument(arguments[i]);
		}
		return result;
	}

	private static String format(ILoggingEvent event, @Nullable Object @Nullable [] arguments) {
		if (arguments == null) {
			return event.getFormattedMessage();
		}
		return MessageFormatter.basicArrayFormat(event.getMessage(), arguments);
	}

	private static int flags(ILoggingEvent event, @Nullable Object @Nullable [] arguments, boolean callers) {
		int flags = (arguments != null) ? ARGUMENTS : 0;
		flags |= isEmpty(event.getMDCPropertyMap()) ? 0 : MDC;
		flags |= isEmpty(event.getKeyValuePairs()) ? 0 : PAIRS;
		flags |= isEmpty(event.getMarkerList()) ? 0 : MARKERS;
		flags |= (callers || event.hasCallerData()) ? CALLERS : 0;
		flags |= (event.getThrowableProxy() != null) ? THROWABLE : 0;
		return flags;
	}

	private static boolean isEmpty(@Nullable List<?> list) {
		return list == null || list.isEmpty();
	}

	private static boolean isEmpty(@Nullable Map<?, ?> map) {
		return map == null || map.isEmpty();
	}

	private static RecordWriter encode(ILoggingEvent event, String message, @Nullable Object @Nullable [] arguments,
			int flags, RecordWriter record, ThrowableEncoder throwables) {
		Instant instant = event.getInstant();
		record.putByte(RecordType.EVENT)
			.putByte(flags)
			.putLong(instant.getEpochSecond())
			.putInt(instant.getNano())
			.putInt(event.getLevel().toInt())
			.putText(event.getLoggerName())
			.putText(event.getThreadName())
			.putText(message);
		if (flags == 0) {
			return record;
		}
		if ((flags & MDC) != 0) {
			record.putInt(event.getMDCPropertyMap().size());
			event.getMDCPropertyMap().forEach((key, value) -> record.putText(key).putText(value));
		}
		if ((flags & PAIRS) != 0) {
			putPairs(record, event.getKeyValuePairs());
		}
		if ((flags & MARKERS) != 0) {
			putMarkers(record, event.getMarkerList(), MAX_MARKER_DEPTH);
		}
		if ((flags & CALLERS) != 0) {
			throwables.putFrames(record, event.getCallerData());
		}
		if ((flags & THROWABLE) != 0) {
			throwables.put(record, event.getThrowableProxy());
		}
		if (arguments != null) {
			Values.write(record.putText(event.getMessage()), arguments);
		}
		return record;
	}

	private static void putPairs(RecordWriter record, List<KeyValuePair> pairs) {
		record.putInt(pairs.size());
		for (KeyValuePair pair : pairs) {
			Values.write(record.putText(pair.key), Values.simplify(pair.value));
		}
	}

	private static void putMarkers(RecordWriter record, Iterable<Marker> markers, int depth) {
		int countAt = record.length();
		record.putInt(0);
		int count = 0;
		for (Marker marker : markers) {
			putMarkers(record.putText(marker.getName()), (depth > 0) ? marker::iterator : List.of(), depth - 1);
			count++;
		}
		record.replaceInt(countAt, count);
	}

}
