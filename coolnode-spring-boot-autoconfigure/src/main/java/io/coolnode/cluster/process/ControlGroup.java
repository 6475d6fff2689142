package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A control group of Linux with its ancestors, of version 1 or 2, in which a process
 * lives and by which its memory may be limited.
 *
 * @param version the version
 * @param folders the folder of the group, then those of its ancestors
 */
record ControlGroup(int version, List<Path> folders) {

	private static final Log logger = LogFactory.getLog(ControlGroup.class);

	private static final Pattern MOUNT = Pattern
		.compile("\\S+ \\S+ \\S+ (?<root>/\\S*) (?<point>/\\S*) .*" + "- (?<type>\\S+) \\S+ (?<options>\\S+)");

	/**
	 * Version 1 says "no limit" with the largest multiple of the page size.
	 */
	private static final long NO_LIMIT = Long.MAX_VALUE / 2;

	/**
	 * Find the groups of this process that account for memory.
	 * @param root the folder in which {@code proc} and {@code sys} are
	 * @return the groups, at most one of each version
	 */
	static List<ControlGroup> ofThisProcess(Path root) {
		List<String> mounts = lines(root.resolve("proc/self/mountinfo"));
		List<ControlGroup> groups = new ArrayList<>();
		for (String line : lines(root.resolve("proc/self/cgroup"))) {
			String[] fields = line.split(":", 3);
			if (fields.length == 3 && fields[0].equals("0") && fields[1].isEmpty()) {
				find(root, mounts, "cgroup2", "", fields[2])
					.ifPresent((folders) -> groups.add(new ControlGroup(2, folders)));
			}
			else if (fields.length == 3 && List.of(fields[1].split(",")).contains("memory")) {
				find(root, mounts, "cgroup", "memory", fields[2])
					.ifPresent((folders) -> groups.add(new ControlGroup(1, folders)));
			}
		}
		return groups;
	}

	private static Optional<List<Path>> find(Path root, List<String> mounts, String type, String option, String path) {
		return mounts.stream()
			.map(MOUNT::matcher)
			.filter(Matcher::matches)
			.filter((mount) -> mount.group("type").equals(type))
			.filter((mount) -> option.isEmpty() || List.of(mount.group("options").split(",")).contains(option))
			.map((mount) -> folders(root.resolve(mount.group("point").substring(1)), mount.group("root"), path))
			.findFirst();
	}

	/**
	 * Return the folders from a group up to where the hierarchy is mounted, of which in a
	 * container the group itself may be the root.
	 */
	private static List<Path> folders(Path mountPoint, String mountRoot, String path) {
		String inside = path.contains("..") ? "" : path;
		if (!mountRoot.equals("/")) {
			inside = inside.startsWith(mountRoot) ? inside.substring(mountRoot.length()) : "";
		}
		List<Path> folders = new ArrayList<>();
		Path folder = mountPoint.resolve(inside.replaceFirst("^/+", "")).normalize();
		while (folder != null && folder.startsWith(mountPoint)) {
			folders.add(folder);
			folder = folder.getParent();
		}
		return List.copyOf(folders);
	}

	/**
	 * Return the smallest limit of the memory, of the group itself or of an ancestor.
	 * @return the limit in bytes, if there is one
	 */
	OptionalLong memoryLimit() {
		String file = (this.version == 2) ? "memory.max" : "memory.limit_in_bytes";
		return this.folders.stream()
			.map((folder) -> lines(folder.resolve(file)))
			.filter((lines) -> !lines.isEmpty() && lines.get(0).matches("\\d{1,19}"))
			.mapToLong((lines) -> Long.parseLong(lines.get(0)))
			.filter((limit) -> limit > 0 && limit < NO_LIMIT)
			.min();
	}

	/**
	 * Return where the kernel, when it is out of memory in the group, kills all of its
	 * processes instead of one.
	 * @return the file that says so, if there is one
	 */
	Optional<Path> killsAllTogether() {
		return this.folders.stream()
			.map((folder) -> folder.resolve("memory.oom.group"))
			.filter((file) -> lines(file).equals(List.of("1")))
			.findFirst();
	}

	static List<String> lines(Path file) {
		try {
			return Files.isReadable(file) ? Files.readAllLines(file).stream().map(String::trim).toList() : List.of();
		}
		catch (IOException ex) {
			logger.debug("Cannot read " + file, ex);
			return List.of();
		}
	}

}
