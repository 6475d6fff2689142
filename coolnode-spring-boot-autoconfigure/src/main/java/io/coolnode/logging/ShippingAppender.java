package io.coolnode.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The one appender of a worker: writes records of events for the master. Starting it
 * gives the loggers of its context their levels. In a process that has no master it
 * prints.
 */
final class ShippingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p [%t] %c : %m%n%ex";

	private @Nullable WorkerLog log;

	private @Nullable EventEncoder encoder;

	private @Nullable ConsoleAppender<ILoggingEvent> console;

	/**
	 * Let all that is logged go to the master.
	 * @param loggers the loggers, which have no appender
	 */
	static void addTo(LoggerContext loggers) {
		ShippingAppender appender = new ShippingAppender();
		appender.setContext(loggers);
		appender.setName("COOLNODE");
		appender.start();
		loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
	}

	@Override
	public void start() {
		WorkerLog current = WorkerLog.current();
		if (current != null) {
			this.log = current;
			this.encoder = new EventEncoder(current.maxLength());
			LoggerContext loggers = (LoggerContext) getContext();
			loggers.setPackagingDataEnabled(current.isPackagingDataWanted());
			current.levels().apply((name, level) -> setLevel(loggers, name, level));
		}
		else {
			this.console = console();
		}
		super.start();
	}

	private ConsoleAppender<ILoggingEvent> console() {
		PatternLayoutEncoder patternEncoder = new PatternLayoutEncoder();
		patternEncoder.setContext(getContext());
		patternEncoder.setPattern(PATTERN);
		patternEncoder.start();
		ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
		appender.setContext(getContext());
		appender.setEncoder(patternEncoder);
		appender.start();
		return appender;
	}

	private static void setLevel(LoggerContext loggers, String name, String level) {
		if (!level.isEmpty() || !name.equals(Logger.ROOT_LOGGER_NAME)) {
			loggers.getLogger(name).setLevel(level.isEmpty() ? null : Level.toLevel(level));
		}
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (this.log != null && this.encoder != null) {
			RecordWriter record = this.encoder.encode(event, this.log.isCallerWanted());
			this.log.writer().write(record.bytes(), record.length());
		}
		else if (this.console != null) {
			this.console.doAppend(event);
		}
	}

}
