package io.coolnode.benchmarks.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.benchmarks.Results;

/**
 * Logs lines of 120 bytes as soon as all {@code writers} are there: first {@code lines}
 * as fast as they are taken, then {@code calls} at a steady pace, each of which is timed.
 * Says in the file {@code <out>/<code>.err} when the lines began and ended.
 */
@Component
class LineWriter implements ApplicationRunner {

	private static final int WARM = 50_000;

	private static final int PER_SECOND = 20_000;

	private static final String PAD = "x".repeat(54);

	private static final Logger logger = LoggerFactory.getLogger(LinesMeasure.LOGGER);

	private final String id;

	private final Environment environment;

	private final Path out;

	LineWriter(Channel channel, Environment environment) {
		this.id = channel.code().toLowerCase(Locale.ROOT);
		this.environment = environment;
		this.out = Path.of(environment.getRequiredProperty("out"));
	}

	@Override
	public void run(ApplicationArguments arguments) throws IOException {
		int lines = get("lines", 500_000);
		int calls = get("calls", 0);
		for (int number = 0; number < WARM; number++) {
			log("w", number);
		}
		awaitOthers(get("writers", 2));
		long start = System.currentTimeMillis();
		for (int number = 0; number < lines; number++) {
			log(this.id, number);
		}
		long end = System.currentTimeMillis();
		if (calls > 0) {
			pause(2000);
			measureCalls(calls);
		}
		Files.writeString(this.out.resolve(this.id + ".err"), "DONE " + start + " " + end + "\n");
	}

	private int get(String key, int defaultValue) {
		return this.environment.getProperty(key, Integer.class, defaultValue);
	}

	private void log(String kind, int number) {
		logger.info("{} {} {}", kind, String.valueOf(10_000_000 + number).substring(1), PAD);
	}

	private void awaitOthers(int writers) throws IOException {
		Files.writeString(this.out.resolve(this.id + ".ready"), "");
		while (countReady() < writers) {
			pause(1);
		}
		pause(1000);
	}

	private long countReady() throws IOException {
		try (Stream<Path> files = Files.list(this.out)) {
			return files.filter((file) -> file.toString().endsWith(".ready")).count();
		}
	}

	private static void pause(long millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		while (System.nanoTime() < end) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	private void measureCalls(int calls) {
		long[] nanos = new long[calls];
		long gap = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
		long due = System.nanoTime();
		for (int number = 0; number < calls; number++) {
			while (System.nanoTime() < due) {
				Thread.onSpinWait();
			}
			long begin = System.nanoTime();
			log("w", number);
			nanos[number] = System.nanoTime() - begin;
			due += gap;
		}
		Results.print("call_p50_us_" + this.id, Results.percentileMicros(nanos, 0.5));
		Results.print("call_p99_us_" + this.id, Results.percentileMicros(nanos, 0.99));
	}

}
