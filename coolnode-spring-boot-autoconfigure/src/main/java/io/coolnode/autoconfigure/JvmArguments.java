package io.coolnode.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The JVM options for workers as the user writes them: in a list, or in one line between
 * commas, which options may contain themselves.
 */
final class JvmArguments {

	private static final String NAME = "cool.server.jvm-args";

	private JvmArguments() {
	}

	/**
	 * Put together what commas inside options have parted: each option begins with a
	 * hyphen.
	 * @param parts what was between commas
	 * @return the options
	 * @throws InvalidConfigurationPropertyValueException if the first part is no option
	 */
	static List<String> join(List<String> parts) {
		List<String> options = new ArrayList<>();
		for (String part : parts) {
			String option = part.trim();
			if (option.startsWith("-")) {
				options.add(option);
			}
			else if (!options.isEmpty()) {
				options.set(options.size() - 1, options.get(options.size() - 1) + "," + option);
			}
			else if (!option.isEmpty()) {
				throw new InvalidConfigurationPropertyValueException(NAME, part,
						"Options of the JVM begin with a hyphen, such as -Xmx512m.");
			}
		}
		return options;
	}

}
