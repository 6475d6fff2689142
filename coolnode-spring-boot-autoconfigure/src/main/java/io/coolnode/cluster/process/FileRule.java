package io.coolnode.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Gives each worker files of its own for logs, recordings and dumps of the JVM.
 */
final class FileRule implements OptionRule {

	private static final Pattern PATH = Pattern
		.compile("(-Xloggc:|-XX:(?:ErrorFile|LogFile|ReplayDataFile|HeapDumpPath)=)(.+)");

	private static final Pattern RECORDING = Pattern.compile("-XX:StartFlightRecording[:=].*");

	private static final Pattern RECORDING_FILE = Pattern.compile("(?<=[:=,])(filename=)([^,]+)");

	private static final String LOG = "-Xlog:";

	private static final int LOG_OUTPUT = 1;

	private static final Set<String> NO_FILES = Set.of("", "stdout", "stderr", "none");

	private static final String FILE = "file=";

	private final Predicate<String> isFolder;

	/**
	 * Create the rule.
	 * @param isFolder tells whether there is a folder of this path, in which the JVM
	 * chooses names with the pid itself
	 */
	FileRule(Predicate<String> isFolder) {
		this.isFolder = isFolder;
	}

	@Override
	public @Nullable String rewrite(String option, WorkerName worker) {
		Matcher path = PATH.matcher(option);
		if (path.matches()) {
			return path.group(1) + file(path.group(2), worker);
		}
		if (RECORDING.matcher(option).matches()) {
			return RECORDING_FILE.matcher(option)
				.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + file(match.group(2), worker)));
		}
		return option.startsWith(LOG) ? log(option.substring(LOG.length()), worker) : option;
	}

	private String log(String configuration, WorkerName worker) {
		List<String> fields = split(configuration);
		if (fields.size() > LOG_OUTPUT && !NO_FILES.contains(fields.get(LOG_OUTPUT))) {
			String output = fields.get(LOG_OUTPUT);
			String prefix = output.startsWith(FILE) ? FILE : "";
			fields.set(LOG_OUTPUT, prefix + file(output.substring(prefix.length()), worker));
		}
		return LOG + String.join(":", fields);
	}

	private static List<String> split(String configuration) {
		List<String> fields = new ArrayList<>();
		StringBuilder field = new StringBuilder();
		boolean quoted = false;
		for (char character : configuration.toCharArray()) {
			quoted ^= character == '"';
			if (character == ':' && !quoted) {
				fields.add(field.toString());
				field.setLength(0);
			}
			else {
				field.append(character);
			}
		}
		fields.add(field.toString());
		return fields;
	}

	private String file(String path, WorkerName worker) {
		if (path.length() > 1 && path.startsWith("\"") && path.endsWith("\"")) {
			return '"' + file(path.substring(1, path.length() - 1), worker) + '"';
		}
		return (path.endsWith("/") || this.isFolder.test(path)) ? path : worker.file(path);
	}

}
