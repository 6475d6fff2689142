package io.coolnode.it.lounge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import io.coolnode.scheduling.RunOn;

/**
 * Writes to a file when scheduled methods ran, in microseconds, and on which machine.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty("test.chimes")
class Chimes {

	@Bean
	WorkerChime workerChime(@Value("${test.chimes}") Path file, @Value("${cool.server.node}") String node) {
		return new WorkerChime(file, node);
	}

	@Bean
	MasterChime masterChime(@Value("${test.chimes}") Path file, @Value("${cool.server.node}") String node) {
		return new MasterChime(file, node);
	}

	private static void ring(Path file, String where, String node) throws IOException {
		long begin = micros();
		LockSupport.parkNanos(5_000_000);
		Files.writeString(file, where + " " + node + " " + begin + " " + micros() + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	private static long micros() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
	}

	/**
	 * Rings in a worker.
	 */
	static class WorkerChime {

		private final Path file;

		private final String node;

		WorkerChime(Path file, String node) {
			this.file = file;
			this.node = node;
		}

		@Scheduled(fixedRate = 20)
		void ring() throws IOException {
			Chimes.ring(this.file, "A", this.node);
		}

	}

	/**
	 * Rings in a master.
	 */
	static class MasterChime {

		private final Path file;

		private final String node;

		MasterChime(Path file, String node) {
			this.file = file;
			this.node = node;
		}

		@Scheduled(fixedRate = 20)
		@RunOn("master")
		void ring() throws IOException {
			Chimes.ring(this.file, "master", this.node);
		}

	}

}
