package io.coolnode.cluster.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The command by which this JVM was started, rebuilt for workers.
 */
public final class JavaCommand {

	/**
	 * The system property that only workers have; its value names the worker.
	 */
	public static final String WORKER = "coolnode.worker";

	/**
	 * The system property that names the application's jar where a worker runs what was
	 * extracted of it.
	 */
	public static final String APPLICATION = "coolnode.application";

	private static final Log logger = LogFactory.getLog(JavaCommand.class);

	/**
	 * The slot of a worker when there is no other.
	 */
	private static final int FIRST_SLOT = 1;

	private final String executable;

	private final JvmOptions options;

	private final String classPath;

	private final CommandLine commandLine;

	private final CrashFiles crashFiles;

	private final SharedClassData classData;

	JavaCommand(String executable, JvmOptions options, String classPath, CommandLine commandLine, CrashFiles crashFiles,
			SharedClassData classData) {
		this.executable = executable;
		this.options = options;
		this.classPath = classPath;
		this.commandLine = commandLine;
		this.crashFiles = crashFiles;
		this.classData = classData;
	}

	/**
	 * Find out how this JVM was started, and warn of what an operator should change.
	 * @param extraOptions options of the JVM to add for workers, in which {@code {code}},
	 * {@code {id}} and {@code {slot}} are replaced
	 * @param workers how many workers there are
	 * @param spares how many spares there are beside them
	 * @param backlog how many connections may wait to be accepted
	 * @param crashFiles where workers put what they write when they die
	 * @param classData the class data that workers share
	 * @return the command for workers
	 * @throws WorkerCommandException if the system does not tell
	 */
	public static JavaCommand forWorkers(List<String> extraOptions, int workers, int spares, int backlog,
			CrashFiles crashFiles, SharedClassData classData) {
		String executable = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
		Host host = Host.current();
		MemoryPlan memory = host.memory(own, workers, spares);
		double cpus = (double) Runtime.getRuntime().availableProcessors() / workers;
		JvmOptions options = new JvmOptions(own, NativeAccess.allow(own, extraOptions, Runtime.version().feature()),
				memory, cpus);
		warnings(options, memory, host, backlog).forEach(logger::warn);
		return new JavaCommand(executable, options, System.getProperty("java.class.path", ""), CommandLine.current(),
				crashFiles, classData);
	}

	static List<String> warnings(JvmOptions options, @Nullable MemoryPlan memory, Host host, int backlog) {
		List<String> warnings = new ArrayList<>(host.warnings(backlog));
		OptionalLong heap = HeapOptions.maximum(options.forWorker(new WorkerName("A", 1, FIRST_SLOT)));
		if (memory != null && heap.isPresent() && memory.sum(heap.getAsLong()) > memory.limit()) {
			warnings.add("The workers may need more memory than there is: " + memory.describeSum(heap.getAsLong())
					+ ". Lower -Xmx or cool.server.workers.");
		}
		return warnings;
	}

	/**
	 * Return the class that this JVM was told to run and its superclasses, one of which
	 * declares {@code main}.
	 * @return the names, empty if the command line of this process names no class
	 */
	public static Set<String> mainClasses() {
		try {
			return MainClass.hierarchy(CommandLine.current());
		}
		catch (WorkerCommandException ex) {
			logger.debug("The main class of this process is not known", ex);
			return Set.of();
		}
	}

	/**
	 * Build the command of a worker.
	 * @param worker the worker
	 * @return the words of the command
	 */
	List<String> build(WorkerName worker) {
		List<String> words = new ArrayList<>();
		words.add(this.executable);
		words.add("-D" + WORKER + "=" + worker.code() + "-" + worker.id());
		List<String> options = this.options.forWorker(worker);
		words.addAll(this.crashFiles.complete(options, worker));
		ClassData classData = this.classData.forWorker(worker.id(), options, this.commandLine, this.classPath)
			.orElseGet(() -> new ClassData(List.of(), this.commandLine.launch()));
		words.addAll(classData.options());
		String classPath = this.commandLine.classPath().orElse(this.classPath);
		if (!this.commandLine.launch().get(0).equals("-jar") && !classPath.isEmpty()) {
			words.addAll(List.of("-cp", classPath));
		}
		this.commandLine.modulePath().ifPresent((path) -> words.addAll(List.of("-p", path)));
		words.addAll(classData.launch());
		words.addAll(this.commandLine.arguments());
		return words;
	}

	/**
	 * Take notice that a worker has ended, or could not be started.
	 * @param worker its id
	 * @param status its exit status
	 */
	void ended(long worker, int status) {
		this.classData.workerEnded(worker, status);
	}

	/**
	 * Return what a worker has written for its death.
	 * @param worker the worker, which has ended
	 * @return the files, by the name that each gets in a report
	 */
	Map<String, Path> crashFiles(WorkerName worker) {
		return this.crashFiles.left(worker);
	}

}
