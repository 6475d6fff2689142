package io.coolnode.benchmarks.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * A packaged application that was started, and what it prints.
 */
final class MeasuredApp implements AutoCloseable {

	/**
	 * A process serves. The first group is the port.
	 */
	static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	/**
	 * A plain JVM is ready.
	 */
	static final Pattern PLAIN = Pattern.compile("Started \\S+ in ");

	/**
	 * All workers are ready.
	 */
	static final Pattern CLUSTER = Pattern.compile("Cluster is ready");

	/**
	 * The worker {@code A} is ready. The first group is its pid.
	 */
	static final Pattern A_READY = Pattern.compile("Worker A \\(id \\d+, pid (\\d+)\\) is ready");

	/**
	 * Class data have been written. The first group is how long it took, in seconds.
	 */
	static final Pattern WRITTEN = Pattern.compile("share class data, written in ([\\d.]+) s");

	private static final int PATIENCE = 120;

	private static final String END = "";

	private final Process process;

	private final long begin = System.nanoTime();

	private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

	/**
	 * Start an application.
	 * @param command how
	 */
	MeasuredApp(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Thread reader = new Thread(this::read, "reader");
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			String line;
			while ((line = reader.readLine()) != null) {
				this.lines.add(new Line(line, System.nanoTime()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.lines.add(new Line(END, 0));
		}
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait for a line.
	 * @param regex what is to be found in it
	 * @return the match, and how many milliseconds after the start it came
	 */
	Found await(Pattern regex) throws InterruptedException {
		StringBuilder passed = new StringBuilder();
		Line line;
		while ((line = this.lines.poll(PATIENCE, TimeUnit.SECONDS)) != null && line.nanos() != 0) {
			Matcher matcher = regex.matcher(line.text());
			if (matcher.find()) {
				return new Found(matcher, (line.nanos() - this.begin) / 1e6);
			}
			passed.append(line.text()).append('\n');
		}
		throw new IllegalStateException("It never printed '" + regex + "':\n" + passed);
	}

	/**
	 * Send requests to its root page, one after another, with a connection for each.
	 * @param port the port
	 * @param count how many
	 */
	static void request(int port, int count) throws IOException {
		URL url = new URL("http", "127.0.0.1", port, "/");
		for (int i = 0; i < count; i++) {
			HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
			connection.setRequestProperty("Connection", "close");
			connection.getResponseCode();
			connection.disconnect();
		}
	}

	/**
	 * Kill one of its processes.
	 * @param pid the process
	 * @return how many milliseconds after the start
	 */
	double kill(long pid) {
		double now = (System.nanoTime() - this.begin) / 1e6;
		Assert.state(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false), "It was not there");
		return now;
	}

	/**
	 * Return the sizes of a process in memory.
	 * @param pid the process
	 * @param name the name of the size, such as "Rss" or "Pss"
	 * @return the size in megabytes
	 */
	static double memory(long pid, String name) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
			.stream()
			.filter((line) -> line.startsWith(name + ":"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElseThrow() / 1024.0;
	}

	@Override
	public void close() throws InterruptedException {
		this.process.toHandle().destroy(); // whose output can be read until its end
		if (!this.process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

	/**
	 * A line that was printed.
	 *
	 * @param text the line
	 * @param nanos when it came
	 */
	private record Line(String text, long nanos) {
	}

	/**
	 * What was found in a line.
	 *
	 * @param match the match
	 * @param millis when it came, since the start
	 */
	record Found(Matcher match, double millis) {
	}

}
