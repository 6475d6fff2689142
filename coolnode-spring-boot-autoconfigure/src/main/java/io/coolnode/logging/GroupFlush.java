package io.coolnode.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Lets appenders that flush after each event flush once for many of them, when many are
 * waiting. Each write to a file costs more than all the rest of an event. Belongs to one
 * thread; events of other threads are flushed with the group. Where an appender is not
 * one of Logback's own for streams, it is not known to return soon, so that nothing is
 * held then.
 */
final class GroupFlush {

	private static final Log logger = LogFactory.getLog(GroupFlush.class);

	private final LoggerContext context;

	private final List<OutputStreamAppender<ILoggingEvent>> held = new ArrayList<>();

	private List<OutputStreamAppender<ILoggingEvent>> appenders = List.of();

	// volatile: set by whoever configures the context
	private volatile boolean stale = true;

	GroupFlush(LoggerContext context) {
		this.context = context;
	}

	/**
	 * Look for the appenders anew.
	 */
	void reset() {
		this.stale = true;
	}

	void begin() {
		if (this.stale) {
			this.stale = false;
			this.appenders = Appenders.haveOnlyStreams(this.context)
					? Appenders.writing(this.context).stream().filter(GroupFlush::isGroupable).toList() : List.of();
		}
		for (OutputStreamAppender<ILoggingEvent> appender : this.appenders) {
			if (appender.isImmediateFlush()) {
				appender.setImmediateFlush(false);
				this.held.add(appender);
			}
		}
	}

	private static boolean isGroupable(OutputStreamAppender<ILoggingEvent> appender) {
		return !(appender instanceof FileAppender<?> file && file.isPrudent());
	}

	void end() {
		this.held.forEach((appender) -> appender.setImmediateFlush(true));
		this.held.forEach(GroupFlush::flush);
		this.held.clear();
	}

	private static void flush(OutputStreamAppender<ILoggingEvent> appender) {
		OutputStream stream = appender.getOutputStream();
		try {
			if (stream != null) {
				stream.flush();
			}
		}
		catch (IOException ex) {
			logger.warn("The appender " + appender.getName() + " cannot be flushed", ex);
		}
	}

}
