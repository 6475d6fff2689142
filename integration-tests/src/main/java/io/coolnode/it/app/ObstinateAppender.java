package io.coolnode.it.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * Makes whoever logs wait while the file {@code blockWhile} exists, and throws while
 * {@code throwWhile} does.
 */
public class ObstinateAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private static final Duration PAUSE = Duration.ofMillis(10);

	private Path blockWhile = Path.of("none");

	private Path throwWhile = Path.of("none");

	public void setBlockWhile(String file) {
		this.blockWhile = Path.of(file);
	}

	public void setThrowWhile(String file) {
		this.throwWhile = Path.of(file);
	}

	@Override
	public void doAppend(ILoggingEvent event) {
		append(event);
	}

	@Override
	protected void append(ILoggingEvent event) {
		while (Files.exists(this.blockWhile)) {
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		if (Files.exists(this.throwWhile)) {
			throw new IllegalStateException("This appender was told to throw");
		}
	}

}
