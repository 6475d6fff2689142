package io.coolnode.cluster.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Gives agents that listen on a port, and the JVM's own JMX, a port in each worker, and
 * agents that write a file a file.
 */
final class AgentRule implements OptionRule {

	private static final Pattern PROPERTY = Pattern.compile("(-D(?:com\\.sun\\.management\\.jmxremote\\.(?:rmi\\.)?port"
			+ "|com\\.sun\\.management\\.jmxremote\\.local\\.port|otel\\.exporter\\.prometheus\\.port)=)(\\d{1,5})");

	private static final Pattern AGENT = Pattern.compile("(-(?:javaagent|agentpath|agentlib):([^=]+)=)(.+)");

	/**
	 * The form of the Prometheus exporter: a host, which may be missing, a port, and a
	 * file.
	 */
	private static final Pattern LEADING_PORT = Pattern.compile("((?:\\[[^]]+]|[^:=,\\[]+):)?(\\d{1,5})((?::.*)?)");

	private static final Pattern PORT = Pattern.compile("(?<=^|[,;&])(port=)(\\d{1,5})(?=$|[,;&])");

	private static final Pattern FILE = Pattern.compile("(?<=^|,)(file=)([^,]+)");

	/**
	 * IntelliJ IDEA's agent, by which the IDE stops the process that it has started.
	 */
	private static final String IDEA_AGENT = "idea_rt.jar";

	private static final String CLIENT = "client";

	@Override
	public @Nullable String rewrite(String option, WorkerName worker) {
		Matcher property = PROPERTY.matcher(option);
		if (property.matches()) {
			return property.group(1) + worker.port(property.group(2));
		}
		Matcher agent = AGENT.matcher(option);
		if (!agent.matches()) {
			return option;
		}
		if (agent.group(2).endsWith(IDEA_AGENT)) {
			return null;
		}
		boolean nativeAgent = !option.startsWith("-javaagent:");
		return agent.group(1) + arguments(agent.group(3), nativeAgent, worker);
	}

	private static String arguments(String arguments, boolean nativeAgent, WorkerName worker) {
		if (arguments.contains(CLIENT)) {
			return arguments;
		}
		Matcher leading = LEADING_PORT.matcher(arguments);
		if (leading.matches()) {
			String host = (leading.group(1) != null) ? leading.group(1) : "";
			return host + worker.port(leading.group(2)) + leading.group(3);
		}
		String result = PORT.matcher(arguments)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + worker.port(match.group(2))));
		return nativeAgent
				? FILE.matcher(result)
					.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + worker.file(match.group(2))))
				: result;
	}

}
