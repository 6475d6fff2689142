package io.coolnode.logging;

import java.util.List;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/**
 * What Logback knows in the master of a throwable of a worker. It is a
 * {@link ThrowableProxy} since there are formats which ask that for its throwable.
 */
final class WorkerThrowableProxy extends ThrowableProxy {

	private static final Throwable NONE = new WorkerThrowable("", null, new StackTraceElement[0]);

	private final Description description;

	private final WorkerThrowable throwable;

	private final StackTraceElementProxy[] frames;

	private final IThrowableProxy[] suppressed;

	private final @Nullable IThrowableProxy cause;

	/**
	 * Create what is known of a throwable.
	 * @param description what it says
	 * @param throwable what stands for it
	 * @param frames its stack trace
	 * @param suppressed what it has suppressed
	 * @param cause its cause, if it has one
	 */
	WorkerThrowableProxy(Description description, WorkerThrowable throwable, List<StackTraceElementProxy> frames,
			List<WorkerThrowableProxy> suppressed, @Nullable WorkerThrowableProxy cause) {
		super(NONE);
		this.description = description;
		this.throwable = throwable;
		this.frames = frames.toArray(new StackTraceElementProxy[0]);
		this.suppressed = suppressed.toArray(new IThrowableProxy[0]);
		this.cause = cause;
	}

	@Override
	public Throwable getThrowable() {
		return this.throwable;
	}

	@Override
	public String getClassName() {
		return this.description.className();
	}

	@Override
	public @Nullable String getMessage() {
		return this.description.message();
	}

	@Override
	public @Nullable String getOverridingMessage() {
		return this.description.overridingMessage();
	}

	@Override
	public boolean isCyclic() {
		return this.description.cyclic();
	}

	@Override
	public int getCommonFrames() {
		return this.description.commonFrames();
	}

	@Override
	public StackTraceElementProxy[] getStackTraceElementProxyArray() {
		return this.frames;
	}

	@Override
	public IThrowableProxy[] getSuppressed() {
		return this.suppressed;
	}

	@Override
	public @Nullable IThrowableProxy getCause() {
		return this.cause;
	}

	@Override
	public void calculatePackagingData() {
	}

	/**
	 * What a throwable says.
	 *
	 * @param className the name of its class
	 * @param message its message
	 * @param overridingMessage its text, if that is not made of the two
	 * @param cyclic whether it was described before
	 * @param commonFrames how many of the last frames are those of what it belongs to
	 */
	record Description(String className, @Nullable String message, @Nullable String overridingMessage, boolean cyclic,
			int commonFrames) {

		String text() {
			if (this.overridingMessage != null) {
				return this.overridingMessage;
			}
			return (this.message != null) ? this.className + ": " + this.message : this.className;
		}

	}

}
