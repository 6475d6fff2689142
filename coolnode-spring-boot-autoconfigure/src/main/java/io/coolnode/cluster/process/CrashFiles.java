package io.coolnode.cluster.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Where the JVMs of workers put what they write when they die, unless the user has chosen
 * another place, and which of them may write their heap: at most one for each place and
 * hour.
 */
public final class CrashFiles {

	/**
	 * The JVM's fatal error report, as it is called in the report of a death.
	 */
	static final String FATAL_ERROR = "hs_err.log";

	/**
	 * The heap, as it is called in the report of a death.
	 */
	static final String HEAP = "heap.hprof";

	private static final Duration PAUSE = Duration.ofHours(1);

	private static final String ERROR_FILE = "-XX:ErrorFile=";

	private static final String HEAP_PATH = "-XX:HeapDumpPath=";

	private static final String HEAP_ON = "-XX:+HeapDumpOnOutOfMemoryError";

	private static final String HEAP_OFF = "-XX:-HeapDumpOnOutOfMemoryError";

	private final Path directory;

	private final LongSupplier nanoTime;

	private final Map<String, Long> dumped = new ConcurrentHashMap<>();

	/**
	 * Create files.
	 * @param directory the directory for all of them, which exists
	 */
	public CrashFiles(Path directory) {
		this(directory, System::nanoTime);
	}

	CrashFiles(Path directory, LongSupplier nanoTime) {
		this.directory = directory;
		this.nanoTime = nanoTime;
	}

	/**
	 * Add where to put files to the options of a worker.
	 * @param options the options
	 * @param worker the worker
	 * @return the options
	 */
	List<String> complete(List<String> options, WorkerName worker) {
		List<String> result = new ArrayList<>(options);
		if (options.stream().noneMatch((option) -> option.startsWith(ERROR_FILE))) {
			result.add(ERROR_FILE + path(worker, FATAL_ERROR));
		}
		if (options.lastIndexOf(HEAP_ON) > options.lastIndexOf(HEAP_OFF)) {
			if (hasJustDumped(worker.code())) {
				result.add(HEAP_OFF);
			}
			else if (options.stream().noneMatch((option) -> option.startsWith(HEAP_PATH))) {
				result.add(HEAP_PATH + path(worker, HEAP));
			}
		}
		return result;
	}

	private boolean hasJustDumped(String code) {
		Long last = this.dumped.get(code);
		return last != null && this.nanoTime.getAsLong() - last < PAUSE.toNanos();
	}

	private Path path(WorkerName worker, String name) {
		return this.directory.resolve(worker.file("coolnode-" + ProcessHandle.current().pid() + "-" + name));
	}

	/**
	 * Return what a worker has left.
	 * @param worker the worker, which has ended
	 * @return the files, by the name that each gets in the report of a death
	 */
	Map<String, Path> left(WorkerName worker) {
		Map<String, Path> files = new LinkedHashMap<>();
		for (String name : List.of(FATAL_ERROR, HEAP)) {
			Path file = path(worker, name);
			if (Files.exists(file)) {
				files.put(name, file);
			}
		}
		if (files.containsKey(HEAP)) {
			this.dumped.put(worker.code(), this.nanoTime.getAsLong());
		}
		return files;
	}

}
