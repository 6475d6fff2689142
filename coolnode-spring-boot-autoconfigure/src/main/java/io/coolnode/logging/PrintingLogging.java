package io.coolnode.logging;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints what workers print, since they have a logging system of their own.
 */
final class PrintingLogging implements MasterLogging, RecordSink {

	private final PrintStream out;

	private final PrintStream err;

	PrintingLogging(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
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
		return List.of();
	}

	@Override
	public Briefing briefing(Duration blockTimeout) {
		return new Briefing(blockTimeout, false, Map.of(), Map.of());
	}

	@Override
	public boolean isCallerShown() {
		return false;
	}

	@Override
	public Map<String, String> changedLevels() {
		return Map.of();
	}

	@Override
	public void changeLevel(String name, String level) {
	}

	@Override
	public void onLevelChange(Consumer<Map<String, String>> listener) {
	}

	@Override
	public void close() {
	}

}
