package io.coolnode.boot;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.springframework.util.Assert;

import io.coolnode.WorkerPropertiesContributor;

/**
 * The properties that a master hands to its workers in an environment variable.
 */
final class WorkerProperties {

	private static final String VARIABLE = "COOLNODE_PROPERTIES";

	/**
	 * Linux takes 128 kB for one variable.
	 */
	private static final int MAX_BYTES = 100_000;

	private WorkerProperties() {
	}

	/**
	 * Ask contributors for properties.
	 * @param contributors whom to ask, in their order
	 * @return the environment variables for workers
	 */
	static Map<String, String> collect(List<WorkerPropertiesContributor> contributors) {
		Map<String, String> collected = new LinkedHashMap<>();
		contributors.forEach((contributor) -> contributor.workerProperties().forEach((name, value) -> {
			Assert.notNull(value, () -> contributor + " contributes nothing for the property '" + name + "'");
			collected.put(name, value.toString());
		}));
		return collected.isEmpty() ? Map.of() : Map.of(VARIABLE, write(collected));
	}

	private static String write(Map<String, String> values) {
		Properties properties = new Properties();
		properties.putAll(values);
		StringWriter out = new StringWriter();
		try {
			properties.store(out, null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String text = out.toString();
		int size = text.getBytes(StandardCharsets.UTF_8).length;
		Assert.state(size <= MAX_BYTES, () -> "The properties that are contributed to workers take " + size
				+ " bytes; an environment variable can have " + MAX_BYTES);
		return text;
	}

	/**
	 * Read the properties that this process got from its master.
	 * @param environment the environment variables
	 * @return names and values
	 */
	static Map<String, Object> read(Map<String, String> environment) {
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(environment.getOrDefault(VARIABLE, "")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, Object> values = new LinkedHashMap<>();
		properties.stringPropertyNames().forEach((name) -> values.put(name, properties.getProperty(name)));
		return values;
	}

}
