package io.coolnode.benchmarks.stopped;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts a master and four workers. {@code A} measures messages to {@code B} and back
 * while {@code D} sends to {@code C} at a steady rate: before {@code C} is stopped by
 * SIGSTOP, while what waits for it fills its buffer, and when the buffer is full.
 */
@SpringBootApplication
public class StoppedMeasure {

	/**
	 * Carries what fills the buffer.
	 */
	static final String LOAD = "load";

	/**
	 * Tells {@code A} that the buffer is full.
	 */
	static final String FULL = "full";

	/**
	 * Asks the master to stop {@code C} or to let it go on.
	 */
	static final String SIGNAL = "signal";

	/**
	 * Gives the name of a metric and its value to the master.
	 */
	static final String RESULT = "result";

	/**
	 * Tells the master that all was measured, or why not.
	 */
	static final String DONE = "done";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(StoppedMeasure.class);
		application.setDefaultProperties(Map.of("cool.server.workers", "4", "cool.server.class-data-sharing", "off",
				"cool.server.session", "none", "cool.server.heartbeat-timeout", "10m", "cool.channel.buffer-size",
				"32MB", "cool.channel.send-timeout", "1s", "server.address", "127.0.0.1", "server.port", "0",
				"spring.main.banner-mode", "off", "logging.level.root", "error"));
		application.run(args);
	}

}
