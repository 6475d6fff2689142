package io.coolnode.benchmarks.relay;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts a master and two workers. The worker {@code A} measures, {@code B} sends back or
 * counts what it gets, and the master prints the results and ends.
 */
@SpringBootApplication
public class RelayMeasure {

	/**
	 * The event that carries what is measured.
	 */
	static final String GREETING = "greeting";

	/**
	 * Announces to {@code B} how many greetings come, which it is to count.
	 */
	static final String FLOOD = "flood";

	/**
	 * Tells {@code A} that greetings are counted from now on.
	 */
	static final String COUNTING = "counting";

	/**
	 * Tells {@code A} what came of a flood.
	 */
	static final String COUNTED = "counted";

	/**
	 * Gives the name of a metric and its value to the master.
	 */
	static final String RESULT = "result";

	/**
	 * Tells the master that all was measured, or why not.
	 */
	static final String DONE = "done";

	/**
	 * The first value of each greeting.
	 */
	static final String TEXT = "hello from worker one, forty characters.";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(RelayMeasure.class);
		application
			.setDefaultProperties(Map.of("cool.server.workers", "2", "cool.server.session", "none", "server.address",
					"127.0.0.1", "server.port", "0", "spring.main.banner-mode", "off", "logging.level.root", "warn"));
		application.run(args);
	}

}
