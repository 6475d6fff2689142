package io.coolnode.benchmarks.relay;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.coolnode.benchmarks.Usage;

/**
 * Starts a master and two workers. The worker {@code A} measures, {@code B} sends back or
 * counts what it gets, and the master prints the results and ends.
 */
@SpringBootApplication
public class RelayMeasure {

	/**
	 * Gives the name of a metric and its value to the master.
	 */
	static final String RESULT = "result";

	/**
	 * Tells the master that all was measured, or why not.
	 */
	static final String DONE = "done";

	/**
	 * Asks a process what it has used. The answer is a {@link Usage}.
	 */
	static final String USAGE = "usage";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(RelayMeasure.class);
		application.setDefaultProperties(Map.of("cool.server.workers", "2", "cool.server.class-data-sharing", "off",
				"cool.server.session", "none", "server.address", "127.0.0.1", "server.port", "0",
				"spring.main.banner-mode", "off", "logging.level.root", "warn"));
		application.run(args);
	}

}
