package io.coolnode.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * An application that was started: the master, or the one process without workers.
 */
public final class RunningApp {

	private static final Duration PATIENCE = Duration.ofSeconds(180);

	private static final String TAG = "COOLNODE_TEST_TAG";

	private static final String WORKER_ID = "COOLNODE_ID";

	private static final String READY_WORKER = "Worker (\\w+) \\(id (\\d+), pid (\\d+)\\) is ready";

	private static final String CLUSTER_PORT = "Cluster is ready: \\d+ workers on port (\\d+)";

	private static final String OWN_PORT = "Tomcat started on port (\\d+)";

	private final Process process;

	private final boolean prefixed;

	private final String tag;

	private final AppLog log;

	private final Path temporaryFiles;

	private long masterPid;

	private int port;

	RunningApp(App app, Path directory, String tag) throws IOException {
		this.tag = tag;
		this.log = new AppLog(directory.resolve(app.name() + ".log"));
		this.prefixed = app.isPrefixed();
		this.temporaryFiles = Files.createDirectories(directory.resolve(app.name() + ".tmp"));
		ProcessBuilder builder = new ProcessBuilder(withDefaultSignals(app.command(this.temporaryFiles)))
			.redirectErrorStream(true)
			.redirectOutput(this.log.file().toFile())
			.directory((app.directory() != null) ? app.directory().toFile() : directory.toFile());
		builder.environment().putAll(app.environment());
		builder.environment().put(TAG, tag);
		this.process = builder.start();
		if (!app.isTyping()) {
			this.process.getOutputStream().close();
		}
	}

	/**
	 * Let a program react to signals as usual, even if this build was started in the
	 * background or by {@code nohup}, whose children ignore some.
	 */
	private static List<String> withDefaultSignals(List<String> command) {
		return Stream.concat(Stream.of("env", "--default-signal=HUP,INT,TTIN,TTOU"), command.stream()).toList();
	}

	/**
	 * Return the pid of the application itself, which is the master if there are workers.
	 * If it was started by means of another program, wait for the first worker.
	 * @return the pid
	 */
	public long pid() {
		if (!this.prefixed) {
			return this.process.pid();
		}
		if (this.masterPid == 0) {
			await("a worker and its master", () -> tagged().anyMatch((pid) -> masterOf(pid).isPresent()));
			this.masterPid = tagged().map(this::masterOf).flatMap(Optional::stream).findFirst().orElseThrow();
		}
		return this.masterPid;
	}

	/**
	 * Find the master by what the system says, since a worker and its master may live in
	 * a namespace of their own.
	 * @param pid a process
	 * @return its master, if it is a worker
	 */
	private Optional<Long> masterOf(long pid) {
		if (!Processes.environment(pid).containsKey(WORKER_ID)) {
			return Optional.empty();
		}
		return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).map(ProcessHandle::pid).filter((parent) -> {
			Map<String, String> environment = Processes.environment(parent);
			return this.tag.equals(environment.get(TAG)) && !environment.containsKey(WORKER_ID);
		});
	}

	/**
	 * Return what the application has printed.
	 * @return the log
	 */
	public AppLog log() {
		return this.log;
	}

	/**
	 * Return the directory of the application's temporary files.
	 * @return the directory
	 */
	public Path temporaryFiles() {
		return this.temporaryFiles;
	}

	/**
	 * Wait until all workers of the first set are ready, or the one process is.
	 * @return this
	 */
	public RunningApp awaitReady() {
		port();
		return this;
	}

	/**
	 * Return the port that the application serves, as its log says. Waits until it does.
	 * @return the port
	 */
	public int port() {
		if (this.port == 0) {
			await("the port in the log", () -> findPort().isPresent());
			this.port = findPort().orElseThrow();
		}
		return this.port;
	}

	private Optional<Integer> findPort() {
		Optional<MatchResult> shared = this.log.first(CLUSTER_PORT);
		return shared.or(() -> this.log.first(OWN_PORT).filter((match) -> processes().isEmpty()))
			.map((match) -> Integer.parseInt(match.group(1)));
	}

	/**
	 * Wait until something was printed.
	 * @param regex what to find
	 * @return the first match
	 */
	public MatchResult awaitLog(String regex) {
		await("'" + regex + "' in the log", () -> this.log.first(regex).isPresent());
		return this.log.first(regex).orElseThrow();
	}

	/**
	 * Wait for something, but no longer than the application lives.
	 * @param what what to wait for
	 * @param condition whether it has come
	 */
	public void await(String what, Callable<Boolean> condition) {
		try {
			Awaitility.await(what)
				.atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(20))
				.failFast("The application ended with " + describeStatus(),
						() -> !this.process.isAlive() && !condition.call())
				.until(condition);
		}
		catch (RuntimeException ex) {
			throw new AssertionError("Waited for " + what + ": " + ex.getMessage() + "\n" + this.log.tail(), ex);
		}
	}

	private String describeStatus() {
		return this.process.isAlive() ? "a status" : "status " + this.process.exitValue();
	}

	/**
	 * Return the processes that live as workers, also those that boot or drain.
	 * @return the workers
	 */
	public List<WorkerRef> processes() {
		return tagged().map(this::toWorker).flatMap(Optional::stream).toList();
	}

	private Stream<Long> tagged() {
		return Processes.withEnvironment(TAG, this.tag).stream();
	}

	private Optional<WorkerRef> toWorker(long pid) {
		Map<String, String> environment = Processes.environment(pid);
		return masterOf(pid).map((master) -> new WorkerRef(environment.get("COOLNODE_CODE"),
				Long.parseLong(environment.get(WORKER_ID)), pid));
	}

	/**
	 * Return the workers that have become ready and still live, by their codes. The
	 * newest counts where a place has two.
	 * @return the workers
	 */
	public Map<String, WorkerRef> workers() {
		Map<String, WorkerRef> workers = new TreeMap<>();
		for (MatchResult match : this.log.find(READY_WORKER)) {
			WorkerRef worker = new WorkerRef(match.group(1), Long.parseLong(match.group(2)),
					Long.parseLong(match.group(3)));
			workers.remove(worker.code());
			if (Processes.isAlive(worker.pid())) {
				workers.put(worker.code(), worker);
			}
		}
		return workers;
	}

	/**
	 * Return the worker with a code, and wait until there is one that is ready.
	 * @param code the code
	 * @return the worker
	 */
	public WorkerRef worker(String code) {
		await("worker " + code, () -> workers().containsKey(code));
		return workers().get(code);
	}

	/**
	 * Wait until the place of a worker that ends has another one that is ready.
	 * @param old the worker that ends
	 * @return the next one
	 */
	public WorkerRef awaitReplacement(WorkerRef old) {
		await("a replacement of " + old, () -> {
			WorkerRef now = workers().get(old.code());
			return now != null && now.id() > old.id();
		});
		return workers().get(old.code());
	}

	/**
	 * Wait until a process has ended.
	 * @param pid the process
	 * @param timeout how long to wait
	 */
	public void awaitGone(long pid, Duration timeout) {
		Awaitility.await("the end of process " + pid)
			.atMost(timeout)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> !Processes.isAlive(pid));
	}

	/**
	 * Get something of whichever process answers.
	 * @param path the path
	 * @return the answer, whatever its status
	 */
	public HttpAnswer get(String path) {
		return HttpConnection.once(port(), HttpConnection.get(path));
	}

	/**
	 * Get something of one process.
	 * @param code its code
	 * @param path the path
	 * @return the answer, whatever its status
	 */
	public HttpAnswer get(String code, String path) {
		return send(code, HttpConnection.get(path));
	}

	/**
	 * Post something to one process.
	 * @param code its code
	 * @param path the path
	 * @param body the body
	 * @return the answer, whatever its status
	 */
	public HttpAnswer post(String code, String path, String body) {
		return send(code, HttpConnection.post(path, body.getBytes()));
	}

	/**
	 * Send a request to one process.
	 * @param code its code
	 * @param request the request
	 * @return the answer, whatever its status
	 */
	public HttpAnswer send(String code, HttpConnection.Request request) {
		request.header("X-For", code);
		int port = port();
		for (int i = 0; i < 1000; i++) {
			HttpAnswer answer = HttpConnection.once(port, request);
			if (answer.status() != HttpAnswer.MISDIRECTED) {
				return answer;
			}
		}
		throw new AssertionError("Worker " + code + " never answers\n" + this.log.tail());
	}

	/**
	 * Send a signal to the master.
	 * @param name the name without "SIG"
	 */
	public void signal(String name) {
		Processes.signal(name, pid());
	}

	/**
	 * Type something on the terminal, if the application was started on one.
	 * @param keys the characters
	 */
	public void type(String keys) {
		try {
			this.process.getOutputStream().write(keys.getBytes());
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return whether the application runs, or what it was started with.
	 * @return {@code false} after its end
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Wait until the application has ended by itself.
	 * @return the exit status, 128 plus the number of a signal
	 */
	public int awaitExit() {
		return awaitExit(PATIENCE);
	}

	/**
	 * Wait until the application has ended by itself.
	 * @param timeout how long to wait
	 * @return the exit status, 128 plus the number of a signal
	 */
	public int awaitExit(Duration timeout) {
		try {
			if (!this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("It did not end within " + timeout + "\n" + this.log.tail());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stop the application as an operator does, and wait for its end.
	 * @return the exit status
	 */
	public int stop() {
		signal("TERM");
		return awaitExit();
	}

	/**
	 * Wait for the report of a worker's death.
	 * @param worker the worker
	 * @return the directory, which is complete
	 */
	public Path awaitCrashReport(WorkerRef worker) {
		Path[] report = new Path[1];
		await("the report of the death of " + worker, () -> {
			try (Stream<Path> reports = Files.list(App.crashReports(this.temporaryFiles))) {
				report[0] = reports
					.filter((path) -> path.toString().endsWith("-" + worker.code() + "-" + worker.id())
							&& Files.exists(path.resolve("report.txt")))
					.findFirst()
					.orElse(null);
			}
			return report[0] != null;
		});
		return report[0];
	}

	/**
	 * Wait until no process, port and temporary file of this application is left, for a
	 * moment. To be called after its end.
	 */
	public void assertNothingLeft() {
		try {
			Awaitility.await()
				.atMost(Duration.ofSeconds(3))
				.pollInterval(Duration.ofMillis(20))
				.until(() -> Processes.withEnvironment(TAG, this.tag).isEmpty());
		}
		catch (RuntimeException ex) {
			List<Long> left = Processes.withEnvironment(TAG, this.tag);
			String commands = String.join("\n",
					left.stream().map((pid) -> pid + ": " + Processes.commandLine(pid)).toList());
			left.forEach((pid) -> Processes.signal("KILL", pid));
			throw new AssertionError("Processes are left:\n" + commands + "\n" + this.log.tail(), ex);
		}
		if (this.port != 0 && HttpConnection.isListening(this.port)) {
			throw new AssertionError("Port " + this.port + " is still listened on\n" + this.log.tail());
		}
		List<Path> files = filesLeft();
		if (!files.isEmpty()) {
			throw new AssertionError("Temporary files are left: " + files + "\n" + this.log.tail());
		}
	}

	private List<Path> filesLeft() {
		try (Stream<Path> files = Files.list(this.temporaryFiles)) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void end() {
		boolean stopped = true;
		if (this.process.isAlive()) {
			ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy); // SIGTERM
			stopped = awaitEnd(Duration.ofSeconds(30));
		}
		if (!stopped) {
			AssertionError hangs = new AssertionError("It did not stop\n" + this.log.tail());
			Processes.withEnvironment(TAG, this.tag).forEach((pid) -> Processes.signal("KILL", pid));
			throw hangs;
		}
		assertNothingLeft();
	}

	private boolean awaitEnd(Duration timeout) {
		try {
			return this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public String toString() {
		return this.log.tail();
	}

}
