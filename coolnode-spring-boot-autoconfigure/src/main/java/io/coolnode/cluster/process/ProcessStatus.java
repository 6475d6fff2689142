package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What Linux tells of a process in {@code /proc}.
 */
final class ProcessStatus {

	private static final Log logger = LogFactory.getLog(ProcessStatus.class);

	private static final long KILOBYTE = 1024;

	private final List<String> lines;

	ProcessStatus(List<String> lines) {
		this.lines = lines;
	}

	static ProcessStatus of(long pid) {
		Path file = Path.of("/proc", Long.toString(pid), "status");
		try {
			return new ProcessStatus(Files.isReadable(file) ? Files.readAllLines(file) : List.of());
		}
		catch (IOException ex) {
			logger.debug("The status of process " + pid + " cannot be read", ex);
			return new ProcessStatus(List.of());
		}
	}

	/**
	 * Return what the process is doing.
	 * @return such as "T (stopped)", or nothing if it is not known
	 */
	String state() {
		return value("State:");
	}

	/**
	 * Return how much memory the process has in RAM.
	 * @return the size in bytes, if it is known
	 */
	OptionalLong residentMemory() {
		String[] words = value("VmRSS:").split(" ");
		return words[0].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words[0]) * KILOBYTE);
	}

	private String value(String key) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(key))
			.map((line) -> line.substring(key.length()).trim())
			.findFirst()
			.orElse("");
	}

}
