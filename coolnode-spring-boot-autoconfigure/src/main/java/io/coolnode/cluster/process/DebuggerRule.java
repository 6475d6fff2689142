package io.coolnode.cluster.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Lets a debugger attach to each worker at a port of its own, and keeps workers from
 * calling the debugger that has started the master.
 */
final class DebuggerRule implements OptionRule {

	private static final Pattern OPTION = Pattern.compile("(-agentlib:jdwp=|-Xrunjdwp:|-agentpath:.*jdwp[^=]*=)(.*)");

	private static final Pattern ADDRESS = Pattern.compile("(.*:)?(\\d{1,5})");

	@Override
	public @Nullable String rewrite(String option, WorkerName worker) {
		Matcher matcher = OPTION.matcher(option);
		if (!matcher.matches()) {
			return option;
		}
		Map<String, String> settings = parse(matcher.group(2));
		if (!"y".equals(settings.get("server")) || !"dt_socket".equals(settings.get("transport"))) {
			return null;
		}
		settings.put("suspend", "n");
		settings.computeIfPresent("address", (key, address) -> shift(address, worker));
		return matcher.group(1) + settings.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining(","));
	}

	private static Map<String, String> parse(String text) {
		Map<String, String> settings = new LinkedHashMap<>();
		for (String setting : text.split(",")) {
			int equals = setting.indexOf('=');
			if (equals > 0) {
				settings.put(setting.substring(0, equals), setting.substring(equals + 1));
			}
		}
		return settings;
	}

	private static String shift(String address, WorkerName worker) {
		Matcher matcher = ADDRESS.matcher(address);
		if (!matcher.matches()) {
			return address;
		}
		String host = (matcher.group(1) != null) ? matcher.group(1) : "";
		return host + worker.port(matcher.group(2));
	}

}
