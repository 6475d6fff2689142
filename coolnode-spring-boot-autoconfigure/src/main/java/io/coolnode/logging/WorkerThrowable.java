package io.coolnode.logging;

import org.jspecify.annotations.Nullable;

/**
 * Stands in the master for a throwable of a worker, whose class may be missing here. It
 * prints as that one does.
 */
final class WorkerThrowable extends Throwable {

	private static final long serialVersionUID = 1L;

	private final String text;

	/**
	 * Create a throwable.
	 * @param text what it says of itself
	 * @param message its message
	 * @param frames its stack trace
	 */
	WorkerThrowable(String text, @Nullable String message, StackTraceElement[] frames) {
		super(message);
		this.text = text;
		setStackTrace(frames);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
