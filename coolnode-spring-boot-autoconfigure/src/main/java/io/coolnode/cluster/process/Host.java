package io.coolnode.cluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the machine, or the container, lends to the cluster, and what of that an operator
 * should know about.
 */
final class Host {

	private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");

	private static final long INIT = 1;

	private final Path root;

	private final long pid;

	/**
	 * Create a host.
	 * @param root the folder in which {@code proc} and {@code sys} are
	 * @param pid the pid of this process
	 */
	Host(Path root, long pid) {
		this.root = root;
		this.pid = pid;
	}

	static Host current() {
		return new Host(Path.of("/"), ProcessHandle.current().pid());
	}

	/**
	 * Divide the memory among processes.
	 * @param options the options of this JVM
	 * @param workers how many workers there are
	 * @param spares how many spares there are beside them
	 * @return the plan, or {@code null} if nothing tells how much memory there is
	 */
	@Nullable MemoryPlan memory(List<String> options, int workers, int spares) {
		List<MemoryPlan> limits = new ArrayList<>();
		HeapOptions.total(options)
			.ifPresent((bytes) -> limits.add(new MemoryPlan(bytes, "the JVM, by -XX:MaxRAM,", workers, spares)));
		groups().stream()
			.map(ControlGroup::memoryLimit)
			.flatMapToLong(OptionalLong::stream)
			.forEach((bytes) -> limits.add(new MemoryPlan(bytes, "this container or control group", workers, spares)));
		ControlGroup.lines(this.root.resolve("proc/meminfo"))
			.stream()
			.map(TOTAL::matcher)
			.filter(Matcher::matches)
			.forEach((matcher) -> limits
				.add(new MemoryPlan(Long.parseLong(matcher.group(1)) * 1024, "this machine", workers, spares)));
		return limits.stream().min(Comparator.comparingLong(MemoryPlan::limit)).orElse(null);
	}

	private List<ControlGroup> groups() {
		return ControlGroup.ofThisProcess(this.root);
	}

	/**
	 * Return what an operator should change before it hurts.
	 * @param backlog how many connections may wait to be accepted
	 * @return sentences
	 */
	List<String> warnings(int backlog) {
		List<String> warnings = new ArrayList<>();
		groups().stream()
			.map(ControlGroup::killsAllTogether)
			.flatMap(Optional::stream)
			.forEach((file) -> warnings
				.add("When this container or control group is out of memory, the kernel kills the"
						+ " master and all workers, not one of them (memory.oom.group is 1). To lose one worker only, let"
						+ " the container's runtime write 0 to " + file + "."));
		if (this.pid == INIT) {
			warnings
				.add("This process has pid 1 and no init: what workers leave behind is not reaped. Start the container"
						+ " with an init (docker run --init, shareProcessNamespace, tini).");
		}
		ControlGroup.lines(this.root.resolve("proc/sys/net/core/somaxconn"))
			.stream()
			.filter((text) -> text.matches("\\d{1,9}") && Integer.parseInt(text) < backlog)
			.forEach((text) -> warnings.add("Only " + text + " connections can wait to be accepted, not " + backlog
					+ " (server.tomcat.accept-count): raise net.core.somaxconn."));
		return warnings;
	}

}
