package io.coolnode.benchmarks.standby;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process whose lines are read as they come, each with its time.
 */
final class WatchedProcess implements AutoCloseable {

	private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

	private static final int STOP_SECONDS = 60;

	private final Process process;

	private final long startedNanos;

	// guarded by this
	private final List<Line> lines = new ArrayList<>();

	WatchedProcess(List<String> command) throws IOException {
		this.startedNanos = System.nanoTime();
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Thread reader = new Thread(this::read, "reader-" + this.process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader()) {
			String text;
			while ((text = reader.readLine()) != null) {
				add(new Line(text, System.nanoTime()));
			}
		}
		catch (IOException ex) {
			add(new Line(ex.toString(), System.nanoTime()));
		}
	}

	private synchronized void add(Line line) {
		this.lines.add(line);
		notifyAll();
	}

	long startedNanos() {
		return this.startedNanos;
	}

	/**
	 * Wait for a line.
	 * @param pattern what to find in it
	 * @param sinceNanos how old it may be
	 * @return the first one
	 */
	synchronized Found await(Pattern pattern, long sinceNanos) throws InterruptedException {
		int next = 0;
		while (true) {
			for (; next < this.lines.size(); next++) {
				Line line = this.lines.get(next);
				Matcher matcher = pattern.matcher(line.text());
				if (line.nanos() - sinceNanos >= 0 && matcher.find()) {
					return new Found(matcher.toMatchResult(), line.nanos());
				}
			}
			if (!this.process.isAlive() || System.nanoTime() - sinceNanos > PATIENCE_NANOS) {
				throw new IllegalStateException("There is no '" + pattern + "' in " + this.lines);
			}
			wait(100);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

	private record Line(String text, long nanos) {

	}

	/**
	 * A line that was waited for.
	 *
	 * @param match what was found
	 * @param nanos when it came
	 */
	record Found(MatchResult match, long nanos) {

	}

}
