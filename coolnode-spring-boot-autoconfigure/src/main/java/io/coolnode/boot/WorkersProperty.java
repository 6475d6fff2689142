package io.coolnode.boot;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * The property that turns an application into a cluster, which is read before there is a
 * context.
 */
final class WorkersProperty {

	static final String NAME = "cool.server.workers";

	private static final String AUTO = "auto";

	private WorkersProperty() {
	}

	/**
	 * Read the number of workers.
	 * @param environment the environment
	 * @param processors the number of CPUs
	 * @return the number, 0 or more
	 * @throws InvalidConfigurationPropertyValueException if it is no such number
	 */
	static int read(Environment environment, int processors) {
		String value = environment.getProperty(NAME, "0").trim();
		if (value.equalsIgnoreCase(AUTO)) {
			return processors;
		}
		try {
			int workers = Integer.parseInt(value);
			if (workers >= 0) {
				return workers;
			}
		}
		catch (NumberFormatException ex) {
			throw invalid(value);
		}
		throw invalid(value);
	}

	private static InvalidConfigurationPropertyValueException invalid(String value) {
		return new InvalidConfigurationPropertyValueException(NAME, value,
				"It must be a whole number of workers, 0 or more, or 'auto' for one worker per CPU.");
	}

}
