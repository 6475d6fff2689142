package io.coolnode.logging;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.AppenderAttachable;

/**
 * Finds the appenders of a context.
 */
final class Appenders {

	/**
	 * The words of a pattern for which Logback has to find the caller.
	 */
	private static final Pattern CALLER = Pattern
		.compile("%[-.\\d]*(?:C|class|M|method|L|line|F|file|caller)(?![a-zA-Z])");

	private Appenders() {
	}

	/**
	 * Find the appenders that loggers call themselves, and which write to streams.
	 * @param context the context
	 * @return the appenders
	 */
	static List<OutputStreamAppender<ILoggingEvent>> writing(LoggerContext context) {
		Set<OutputStreamAppender<ILoggingEvent>> found = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Logger logger : context.getLoggerList()) {
			addWriting(logger.iteratorForAppenders(), found);
		}
		return List.copyOf(found);
	}

	private static void addWriting(Iterator<Appender<ILoggingEvent>> appenders,
			Set<OutputStreamAppender<ILoggingEvent>> found) {
		while (appenders.hasNext()) {
			if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> writing) {
				found.add(writing);
			}
		}
	}

	/**
	 * Tell whether all appenders that loggers call themselves write to streams, or hand
	 * over to threads of their own.
	 * @param context the context
	 * @return whether there is no other one
	 */
	static boolean haveOnlyStreams(LoggerContext context) {
		Set<Appender<ILoggingEvent>> all = new LinkedHashSet<>();
		for (Logger logger : context.getLoggerList()) {
			logger.iteratorForAppenders().forEachRemaining(all::add);
		}
		return all.stream()
			.allMatch((appender) -> appender instanceof OutputStreamAppender || appender instanceof AsyncAppenderBase);
	}

	/**
	 * Tell whether any appender's pattern shows from where something was logged.
	 * @param context the context
	 * @return whether one does
	 */
	static boolean showCallers(LoggerContext context) {
		Set<Appender<ILoggingEvent>> all = new LinkedHashSet<>();
		context.getLoggerList().forEach((logger) -> addAll(logger.iteratorForAppenders(), all));
		return all.stream().anyMatch(Appenders::showsCaller);
	}

	private static void addAll(Iterator<Appender<ILoggingEvent>> appenders, Set<Appender<ILoggingEvent>> all) {
		while (appenders.hasNext()) {
			Appender<ILoggingEvent> appender = appenders.next();
			if (all.add(appender) && appender instanceof AppenderAttachable<?> attachable) {
				addAttached(attachable, all);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static void addAttached(AppenderAttachable<?> attachable, Set<Appender<ILoggingEvent>> all) {
		addAll(((AppenderAttachable<ILoggingEvent>) attachable).iteratorForAppenders(), all);
	}

	private static boolean showsCaller(Appender<ILoggingEvent> appender) {
		return appender instanceof OutputStreamAppender<ILoggingEvent> writing
				&& writing.getEncoder() instanceof PatternLayoutEncoder encoder && encoder.getPattern() != null
				&& CALLER.matcher(encoder.getPattern()).find();
	}

}
