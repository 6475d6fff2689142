package io.coolnode.logging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * Makes events of records. Belongs to one thread.
 */
final class EventDecoder {

	private final LoggerContext context;

	private final NameCache<Logger> loggers;

	private final NameCache<String> threads = new NameCache<>((name) -> name);

	EventDecoder(LoggerContext context) {
		this.context = context;
		this.loggers = new NameCache<>(context::getLogger);
	}

	/**
	 * Read an event.
	 * @param reader reads the record behind its type
	 * @param origin the worker it comes from
	 * @return the event and its logger
	 */
	Decoded decode(RecordReader reader, Origin origin) {
		int flags = reader.getByte();
		Instant instant = Instant.ofEpochSecond(reader.getLong(), reader.getInt());
		Level level = Level.toLevel(reader.getInt());
		Logger logger = this.loggers.read(reader);
		String thread = this.threads.read(reader);
		WorkerEvent event = new WorkerEvent(reader.getText(), ((flags & EventEncoder.ARGUMENTS) != 0) ? reader : null,
				origin::callersWanted);
		event.setInstant(instant);
		event.setLevel(level);
		event.setLoggerName(logger.getName());
		event.setThreadName(thread);
		event.setMDCPropertyMap(((flags & EventEncoder.MDC) != 0) ? readMdc(reader, origin) : origin.mdc());
		if ((flags & ~(EventEncoder.ARGUMENTS | EventEncoder.MDC)) != 0) {
			readDetails(flags, reader, event);
		}
		complete(event);
		return new Decoded(logger, event);
	}

	private static void readDetails(int flags, RecordReader reader, WorkerEvent event) {
		if ((flags & EventEncoder.PAIRS) != 0) {
			event.setKeyValuePairs(readPairs(reader));
		}
		if ((flags & EventEncoder.MARKERS) != 0) {
			readMarkers(reader, new BasicMarkerFactory()).forEach(event::addMarker);
		}
		if ((flags & EventEncoder.CALLERS) != 0) {
			event.setCallerData(ThrowableDecoder.readFrames(reader));
		}
		if ((flags & EventEncoder.THROWABLE) != 0) {
			event.setThrowableProxy(ThrowableDecoder.read(reader));
		}
	}

	/**
	 * Make an event of a line that was printed.
	 * @param line the line
	 * @param level the level
	 * @param logger the logger
	 * @param origin the worker it comes from
	 * @return the event
	 */
	WorkerEvent create(PrintedLine line, Level level, Logger logger, Origin origin) {
		WorkerEvent event = new WorkerEvent(line.text(), null, () -> {
		});
		event.setInstant(line.time());
		event.setLevel(level);
		event.setLoggerName(logger.getName());
		event.setThreadName(line.thread());
		event.setMDCPropertyMap(origin.mdc());
		complete(event);
		return event;
	}

	private void complete(WorkerEvent event) {
		event.setLoggerContext(this.context);
		event.setLoggerContextRemoteView(this.context.getLoggerContextRemoteView());
		if (this.context.getSequenceNumberGenerator() != null) {
			event.setSequenceNumber(this.context.getSequenceNumberGenerator().nextSequenceNumber());
		}
	}

	private static Map<String, String> readMdc(RecordReader reader, Origin origin) {
		int count = reader.getInt();
		Map<String, String> mdc = new HashMap<>();
		for (int i = 0; i < count; i++) {
			mdc.put(reader.getRequiredText(), reader.getText());
		}
		mdc.putAll(origin.mdc());
		return mdc;
	}

	private static List<KeyValuePair> readPairs(RecordReader reader) {
		int count = reader.getInt();
		List<KeyValuePair> pairs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			pairs.add(new KeyValuePair(reader.getText(), Values.read(reader)));
		}
		return pairs;
	}

	private static List<Marker> readMarkers(RecordReader reader, BasicMarkerFactory factory) {
		int count = reader.getInt();
		List<Marker> markers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Marker marker = factory.getDetachedMarker(reader.getRequiredText());
			readMarkers(reader, factory).forEach(marker::add);
			markers.add(marker);
		}
		return markers;
	}

	/**
	 * An event and its logger.
	 *
	 * @param logger the logger
	 * @param event the event
	 */
	record Decoded(Logger logger, WorkerEvent event) {

	}

}
