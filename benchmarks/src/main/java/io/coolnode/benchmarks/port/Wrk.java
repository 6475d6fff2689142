package io.coolnode.benchmarks.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program {@code wrk}, which takes less of the machine than clients in Java do.
 */
final class Wrk {

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");

	private static final Pattern TIME = Pattern.compile("\\s+(50|99)%\\s+([\\d.]+)(us|ms|s)");

	private static final Pattern ERRORS = Pattern
		.compile("connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)|Non-2xx or 3xx responses: (\\d+)");

	private Wrk() {
	}

	/**
	 * Return whether it is installed.
	 * @return {@code true} if it can be run
	 */
	static boolean isInstalled() {
		try {
			new ProcessBuilder("wrk", "-v").redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	static Sample run(int port, Scenario scenario, Duration duration) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(
				List.of("wrk", "-t1", "-c" + scenario.clients(), "-d" + duration.toSeconds() + "s", "--latency", "-H",
						scenario.kept() ? "X-Kept: yes" : "Connection: close",
						"http://127.0.0.1:" + port + "/" + scenario.path()))
			.redirectErrorStream(true)
			.start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		Matcher rate = RATE.matcher(text);
		if (!rate.find()) {
			throw new IOException("wrk said: " + text);
		}
		return new Sample(Double.parseDouble(rate.group(1)), time("50", text), time("99", text), failed(text));
	}

	private static double time(String percentile, String text) {
		Matcher matcher = TIME.matcher(text);
		while (matcher.find()) {
			if (matcher.group(1).equals(percentile)) {
				double factor = switch (matcher.group(3)) {
					case "us" -> 1;
					case "ms" -> 1e3;
					default -> 1e6;
				};
				return factor * Double.parseDouble(matcher.group(2));
			}
		}
		return Double.NaN;
	}

	private static long failed(String text) {
		Matcher matcher = ERRORS.matcher(text);
		long failed = 0;
		while (matcher.find()) {
			for (int i = 1; i <= matcher.groupCount(); i++) {
				failed += (matcher.group(i) != null) ? Long.parseLong(matcher.group(i)) : 0;
			}
		}
		return failed;
	}

}
