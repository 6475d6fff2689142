package io.coolnode.logging;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.spi.ClassPackagingData;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

import io.coolnode.logging.WorkerThrowableProxy.Description;

/**
 * Reads throwables as {@link ThrowableEncoder} has written them.
 */
final class ThrowableDecoder {

	private final RecordReader reader;

	private final List<WorkerThrowable> seen = new ArrayList<>();

	private ThrowableDecoder(RecordReader reader) {
		this.reader = reader;
	}

	static WorkerThrowableProxy read(RecordReader reader) {
		return new ThrowableDecoder(reader).read();
	}

	private WorkerThrowableProxy read() {
		int cycle = this.reader.getInt();
		String className = this.reader.getRequiredText();
		String message = this.reader.getText();
		String overridingMessage = this.reader.getText();
		if (cycle >= 0) {
			Description description = new Description(className, message, overridingMessage, true, 0);
			WorkerThrowable throwable = (cycle < this.seen.size()) ? this.seen.get(cycle)
					: new WorkerThrowable(description.text(), message, new StackTraceElement[0]);
			return new WorkerThrowableProxy(description, throwable, List.of(), List.of(), null);
		}
		int commonFrames = this.reader.getInt();
		List<StackTraceElementProxy> frames = readFrameProxies();
		Description description = new Description(className, message, overridingMessage, false, commonFrames);
		WorkerThrowable throwable = new WorkerThrowable(description.text(), message,
				frames.stream().map(StackTraceElementProxy::getStackTraceElement).toArray(StackTraceElement[]::new));
		this.seen.add(throwable);
		List<WorkerThrowableProxy> suppressed = readAll();
		suppressed.stream()
			.map(WorkerThrowableProxy::getThrowable)
			.filter((each) -> each != throwable)
			.forEach(throwable::addSuppressed);
		List<WorkerThrowableProxy> causes = readAll();
		causes.stream()
			.map(WorkerThrowableProxy::getThrowable)
			.filter((each) -> each != throwable)
			.forEach(throwable::initCause);
		return new WorkerThrowableProxy(description, throwable, frames, suppressed,
				causes.isEmpty() ? null : causes.get(0));
	}

	private List<WorkerThrowableProxy> readAll() {
		int count = this.reader.getInt();
		List<WorkerThrowableProxy> proxies = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			proxies.add(read());
		}
		return proxies;
	}

	private List<StackTraceElementProxy> readFrameProxies() {
		int count = this.reader.getInt();
		List<StackTraceElementProxy> frames = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			StackTraceElementProxy frame = new StackTraceElementProxy(readFrame(this.reader));
			if (this.reader.getByte() != 0) {
				frame.setClassPackagingData(new ClassPackagingData(this.reader.getText(), this.reader.getText(),
						this.reader.getByte() != 0));
			}
			frames.add(frame);
		}
		return frames;
	}

	static StackTraceElement[] readFrames(RecordReader reader) {
		StackTraceElement[] frames = new StackTraceElement[reader.getInt()];
		for (int i = 0; i < frames.length; i++) {
			frames[i] = readFrame(reader);
		}
		return frames;
	}

	private static StackTraceElement readFrame(RecordReader reader) {
		return new StackTraceElement(reader.getText(), reader.getText(), reader.getText(), reader.getRequiredText(),
				reader.getRequiredText(), reader.getText(), reader.getInt());
	}

}
