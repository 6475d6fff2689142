package io.coolnode.logging;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.spi.ClassPackagingData;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/**
 * Writes throwables into records: what they say, their frames, and their causes and
 * suppressed ones, of which one may have been written before.
 */
final class ThrowableEncoder {

	/**
	 * Writes all there is.
	 */
	static final ThrowableEncoder UNLIMITED = new ThrowableEncoder(Integer.MAX_VALUE);

	/**
	 * Writes the first frames only.
	 */
	static final ThrowableEncoder SHORT = new ThrowableEncoder(20);

	private static final IThrowableProxy[] NONE = {};

	private final int maxCount;

	private ThrowableEncoder(int maxCount) {
		this.maxCount = maxCount;
	}

	void put(RecordWriter record, IThrowableProxy proxy) {
		put(record, proxy, new ArrayList<>());
	}

	private void put(RecordWriter record, IThrowableProxy proxy, List<Object> seen) {
		Object identity = identity(proxy);
		record.putInt(proxy.isCyclic() ? indexOf(seen, identity) : -1);
		record.putText(proxy.getClassName()).putText(proxy.getMessage()).putText(proxy.getOverridingMessage());
		if (proxy.isCyclic()) {
			return;
		}
		seen.add(identity);
		StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
		int count = Math.min(frames.length, this.maxCount);
		record.putInt((count == frames.length) ? proxy.getCommonFrames() : 0).putInt(count);
		for (int i = 0; i < count; i++) {
			putFrame(record, frames[i].getStackTraceElement());
			putPackaging(record, frames[i].getClassPackagingData());
		}
		IThrowableProxy[] suppressed = proxy.getSuppressed();
		putRelated(record, (suppressed != null) ? suppressed : NONE, seen);
		IThrowableProxy cause = proxy.getCause();
		putRelated(record, (cause != null) ? new IThrowableProxy[] { cause } : NONE, seen);
	}

	private void putRelated(RecordWriter record, IThrowableProxy[] related, List<Object> seen) {
		int count = (seen.size() < this.maxCount) ? Math.min(related.length, this.maxCount) : 0;
		record.putInt(count);
		for (int i = 0; i < count; i++) {
			put(record, related[i], seen);
		}
	}

	private static Object identity(IThrowableProxy proxy) {
		return (proxy instanceof ThrowableProxy local) ? local.getThrowable() : proxy;
	}

	private static int indexOf(List<Object> seen, Object identity) {
		for (int i = 0; i < seen.size(); i++) {
			if (seen.get(i) == identity) {
				return i;
			}
		}
		return seen.size();
	}

	void putFrames(RecordWriter record, StackTraceElement[] frames) {
		int count = Math.min(frames.length, this.maxCount);
		record.putInt(count);
		for (int i = 0; i < count; i++) {
			putFrame(record, frames[i]);
		}
	}

	/**
	 * Write a frame so that it will read as it does here: which parts of its class
	 * loader's and module's names are shown is known to the JVM alone.
	 * @param record where to write it
	 * @param frame the frame
	 */
	private static void putFrame(RecordWriter record, StackTraceElement frame) {
		String loader = frame.getClassLoaderName();
		String module = frame.getModuleName();
		String version = frame.getModuleVersion();
		if (loader != null || module != null) {
			String shown = frame.toString();
			loader = (loader != null && shown.startsWith(loader + "/")) ? loader : null;
			version = (version != null && shown.contains(module + "@" + version + "/")) ? version : null;
		}
		record.putText(loader)
			.putText(module)
			.putText(version)
			.putText(frame.getClassName())
			.putText(frame.getMethodName())
			.putText(frame.getFileName())
			.putInt(frame.getLineNumber());
	}

	private static void putPackaging(RecordWriter record, @Nullable ClassPackagingData packaging) {
		record.putByte((packaging != null) ? 1 : 0);
		if (packaging != null) {
			record.putText(packaging.getCodeLocation())
				.putText(packaging.getVersion())
				.putByte(packaging.isExact() ? 1 : 0);
		}
	}

}
