package io.coolnode.cluster.tomcat;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.catalina.Valve;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.Constants;
import org.jspecify.annotations.Nullable;

/**
 * The access logs of a worker's web server, as they were configured for one process.
 */
public final class WorkerAccessLogs {

	/**
	 * What stands for the code in patterns and names, unless it is the name of something
	 * of a request, as in <code>%{code}i</code>.
	 */
	private static final Pattern CODE = Pattern.compile("(?<!%)\\{code}");

	private final String code;

	/**
	 * Create the access logs of a worker.
	 * @param code its code
	 */
	public WorkerAccessLogs(String code) {
		this.code = code;
	}

	/**
	 * Let another process write the files.
	 * @param valves the valves of the web server
	 * @param base what relative directories are below, or {@code null} to leave that to
	 * the other process
	 * @param lines takes what describes a file, and each line
	 * @return the valves to use instead
	 */
	public List<Valve> ship(Collection<Valve> valves, @Nullable File base, BiConsumer<String, String> lines) {
		List<Valve> result = new ArrayList<>();
		for (Valve valve : valves) {
			result.add(isAccessLog(valve) ? ship((AccessLogValve) valve, base, lines) : valve);
		}
		return result;
	}

	private ShippedAccessLog ship(AccessLogValve valve, @Nullable File base, BiConsumer<String, String> lines) {
		String file = AccessLogFile.of(valve, base).encode();
		return new ShippedAccessLog(valve, patternWithCode(valve.getPattern()), (line) -> lines.accept(file, line));
	}

	/**
	 * Let each worker have files of its own.
	 * @param valves the valves of the web server
	 */
	public void separate(Collection<Valve> valves) {
		for (Valve valve : valves) {
			if (isAccessLog(valve)) {
				AccessLogValve accessLog = (AccessLogValve) valve;
				accessLog.setPrefix(withCode(accessLog.getPrefix(), "."));
			}
		}
	}

	/**
	 * Return whether a valve writes an access log of which each worker would have one.
	 * @param valve the valve
	 * @return whether it is one of those that are changed
	 */
	public static boolean isAccessLog(Valve valve) {
		return valve.getClass() == AccessLogValve.class;
	}

	private String patternWithCode(@Nullable String pattern) {
		return withCode((pattern != null) ? spellOut(pattern) : "", " ");
	}

	private static String spellOut(String pattern) {
		return switch (pattern) {
			case Constants.AccessLog.COMMON_ALIAS -> Constants.AccessLog.COMMON_PATTERN;
			case Constants.AccessLog.COMBINED_ALIAS -> Constants.AccessLog.COMBINED_PATTERN;
			default -> pattern;
		};
	}

	private String withCode(String text, String separator) {
		Matcher matcher = CODE.matcher(text);
		return matcher.find() ? matcher.replaceAll(this.code) : text + separator + this.code;
	}

}
