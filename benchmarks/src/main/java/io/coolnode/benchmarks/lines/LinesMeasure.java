package io.coolnode.benchmarks.lines;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Logs lines in each worker, or in this process if there are none
 * ({@code --cool.server.workers=0}). Ends when it is stopped.
 */
@SpringBootApplication
public class LinesMeasure {

	/**
	 * The logger that is measured.
	 */
	static final String LOGGER = "peers.app.Worker";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(LinesMeasure.class);
		application.setDefaultProperties(Map.of("cool.server.workers", "2", "cool.server.class-data-sharing", "off",
				"cool.server.session", "none", "server.address", "127.0.0.1", "server.port", "0",
				"spring.main.banner-mode", "off", "logging.level.root", "warn", "logging.level." + LOGGER, "info"));
		application.run(args);
	}

}
