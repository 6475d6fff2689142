package io.coolnode.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Lets Spring Boot's default patterns show, in a master, which process has logged
 * something: the pid is that process's own, and its code comes before the thread.
 */
class CodePatternEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String ROLE = "coolnode.role";

	private static final Map<String, String> PATTERNS = Map.of("CONSOLE_LOG_PATTERN", "logging.pattern.console",
			"FILE_LOG_PATTERN", "logging.pattern.file");

	private static final Pattern THREAD = Pattern.compile("\\[%([-.\\d]*)t\\]");

	private final Resource defaults;

	CodePatternEnvironmentPostProcessor() {
		this(new ClassPathResource("org/springframework/boot/logging/logback/defaults.xml"));
	}

	CodePatternEnvironmentPostProcessor(Resource defaults) {
		this.defaults = defaults;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if ("master".equals(environment.getProperty(ROLE))
				&& environment.getProperty("cool.logging.enabled", Boolean.class, true)) {
			String configuration = read();
			PATTERNS.forEach((variable, property) -> {
				String pattern = withCode(configuration, variable);
				if (!pattern.isEmpty() && !environment.containsProperty(property)
						&& System.getProperty(variable) == null) {
					System.setProperty(variable, pattern);
				}
			});
		}
	}

	private String read() {
		try {
			return this.defaults.exists() ? this.defaults.getContentAsString(StandardCharsets.UTF_8) : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Find a default pattern and add what tells workers apart.
	 * @param configuration the default configuration of Spring Boot
	 * @param variable the name of the pattern
	 * @return the pattern, or an empty text if it is not as expected
	 */
	static String withCode(String configuration, String variable) {
		Matcher matcher = Pattern.compile("name=\"" + variable + "\" value=\"\\$\\{" + variable + ":-(.*)\\}\"/>")
			.matcher(configuration);
		if (!matcher.find()) {
			return "";
		}
		return THREAD.matcher(matcher.group(1).replace("${PID:-}", "%X{pid:-${PID:-}}")).replaceFirst((thread) -> {
			String width = thread.group(1).isEmpty() ? "" : "6";
			return Matcher.quoteReplacement("[%" + width + "X{code:-master}] " + thread.group());
		});
	}

}
