package io.coolnode.cluster.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.coolnode.cluster.WorkerLauncher;
import io.coolnode.cluster.WorkerProcess;

/**
 * Starts workers with the command of this very JVM, and what they need of the shared
 * port.
 */
public final class ProcessWorkerLauncher implements WorkerLauncher {

	/**
	 * What the JVM reads options from: they are among the options of the command already.
	 */
	static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	/**
	 * What systemd tells the service, which is the master alone.
	 */
	private static final List<String> SERVICE_VARIABLES = List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

	private final JavaCommand command;

	private final ServedPort port;

	private final WorkerEnvironment environment;

	private final WorkerOutput output;

	/**
	 * Create a launcher.
	 * @param command the command of this JVM
	 * @param port the port to serve
	 * @param environment gives the environment variables to add
	 * @param output takes what workers print
	 */
	public ProcessWorkerLauncher(JavaCommand command, ServedPort port, WorkerEnvironment environment,
			WorkerOutput output) {
		this.command = command;
		this.port = port;
		this.environment = environment;
		this.output = output;
	}

	@Override
	public WorkerProcess launch(@Nullable String code, long id, int slot) throws IOException {
		WorkerName name = new WorkerName((code != null) ? code : WorkerName.STANDBY, id, slot);
		ProcessOutput processOutput = this.output.open(name.code(), id);
		try {
			WorkerProcess process = launch(name, this.environment.issue(code, id), processOutput);
			process.onExit().thenAccept((status) -> ended(id, status));
			return process;
		}
		catch (IOException | RuntimeException | Error ex) {
			ended(id, 0);
			processOutput.end();
			throw ex;
		}
	}

	private void ended(long id, int status) {
		this.environment.revoke(id);
		this.command.ended(id, status);
	}

	private WorkerProcess launch(WorkerName name, Map<String, String> identity, ProcessOutput processOutput)
			throws IOException {
		CommandWords words = CommandWords.of(this.command.build(name));
		Process process = null;
		try {
			process = this.port.start(builder(words, identity, processOutput), ProcessBuilder::start);
			process.onExit().thenRun(words::delete);
			return new LaunchedProcess(process, name, processOutput, () -> this.command.crashFiles(name));
		}
		catch (IOException | RuntimeException | Error ex) {
			if (process != null) {
				process.destroyForcibly();
			}
			words.delete();
			throw ex;
		}
	}

	private ProcessBuilder builder(CommandWords words, Map<String, String> identity, ProcessOutput processOutput) {
		ProcessBuilder builder = new ProcessBuilder(words.words());
		OPTION_VARIABLES.forEach(builder.environment()::remove);
		SERVICE_VARIABLES.forEach(builder.environment()::remove);
		builder.environment().putAll(identity);
		builder.environment().putAll(processOutput.environment());
		return builder;
	}

}
