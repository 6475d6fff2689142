package io.coolnode.logging;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LoggingSystem;

/**
 * Prints what workers print, since they have appenders of their own. Levels are shared
 * all the same, unless the logging system was chosen by a property.
 */
final class PrintingLogging implements MasterLogging, RecordSink {

	private final PrintStream out;

	private final PrintStream err;

	private final @Nullable LoggingSystem system;

	// guarded by this
	private final Map<String, String> changed = new LinkedHashMap<>();

	// guarded by this
	private Consumer<Map<String, String>> listener = (levels) -> {
	};

	PrintingLogging(PrintStream out, PrintStream err, @Nullable LoggingSystem system) {
		this.out = out;
		this.err = err;
		this.system = (System.getProperty(LoggingSystem.SYSTEM_PROPERTY) == null) ? system : null;
	}

	@Override
	public RecordSink sink() {
		return this;
	}

	@Override
	public void event(Origin origin, RecordReader reader) {
		throw new IllegalStateException("A worker sends events although it was not told to");
	}

	@Override
	public void line(Origin origin, PrintedLine line) {
		(line.error() ? this.err : this.out).println(origin.code() + " | " + line.text());
	}

	@Override
	public void missing(Origin origin, String what) {
		this.err.println(origin.code() + " | (here are missing " + what + ")");
	}

	@Override
	public List<String> jvmOptions() {
		return (this.system != null)
				? List.of("-D" + LoggingSystem.SYSTEM_PROPERTY + "=" + SharingLoggingSystem.class.getName())
				: List.of();
	}

	@Override
	public Briefing briefing(Duration blockTimeout) {
		return new Briefing(blockTimeout, false, Map.of(), changedLevels());
	}

	@Override
	public boolean isCallerShown() {
		return false;
	}

	@Override
	public synchronized Map<String, String> changedLevels() {
		return new LinkedHashMap<>(this.changed);
	}

	@Override
	public synchronized void changeLevel(String name, String level) {
		if (this.system != null && !level.equals(this.changed.put(name, level))) {
			SharingLoggingSystem.set(this.system, name, level);
			this.listener.accept(Map.of(name, level));
		}
	}

	@Override
	public synchronized void onLevelChange(Consumer<Map<String, String>> listener) {
		this.listener = listener;
	}

	@Override
	public void start(Runnable wake) {
	}

	@Override
	public void close() {
	}

}
