package io.coolnode.logging;

import ch.qos.logback.classic.spi.CallerData;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that was logged in a worker, as the master's appenders see it.
 */
final class WorkerEvent extends LoggingEvent {

	private final @Nullable String text;

	private final @Nullable RecordReader arguments;

	private final Runnable callersWanted;

	// volatile: read at first use, by any appender's thread
	private volatile @Nullable Unformatted unformatted;

	/**
	 * Create an event.
	 * @param text the message with its arguments in it
	 * @param arguments reads the message without its arguments, and these, if there are
	 * any
	 * @param callersWanted is called when somebody asks in vain from where this was
	 * logged
	 */
	WorkerEvent(@Nullable String text, @Nullable RecordReader arguments, Runnable callersWanted) {
		this.text = text;
		this.arguments = arguments;
		this.callersWanted = callersWanted;
	}

	@Override
	public @Nullable String getFormattedMessage() {
		return this.text;
	}

	@Override
	public @Nullable String getMessage() {
		return (this.arguments != null) ? unformatted(this.arguments).pattern() : this.text;
	}

	// Logback's own interface does not say that arguments may be null
	@Override
	@SuppressWarnings("NullAway")
	public @Nullable Object @Nullable [] getArgumentArray() {
		return (this.arguments != null) ? unformatted(this.arguments).arguments() : null;
	}

	private Unformatted unformatted(RecordReader reader) {
		Unformatted result = this.unformatted;
		if (result == null) {
			RecordReader own = new RecordReader(reader.bytes(), reader.position());
			result = new Unformatted(own.getText(), (Object[]) Values.read(own));
			this.unformatted = result;
		}
		return result;
	}

	@Override
	public StackTraceElement[] getCallerData() {
		if (hasCallerData()) {
			return super.getCallerData();
		}
		this.callersWanted.run();
		return CallerData.EMPTY_CALLER_DATA_ARRAY;
	}

	/**
	 * A message and its arguments.
	 *
	 * @param pattern the message without its arguments
	 * @param arguments the arguments
	 */
	private record Unformatted(@Nullable String pattern, @Nullable Object @Nullable [] arguments) {

	}

}
