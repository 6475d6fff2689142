package io.coolnode.cluster.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.coolnode.cluster.WorkerLauncher;
import io.coolnode.cluster.WorkerProcess;

/**
 * Starts workers with the command of this very JVM, and the listening socket as their
 * standard input.
 */
public final class ProcessWorkerLauncher implements WorkerLauncher {

	/**
	 * What the JVM reads options from: they are among the options of the command already.
	 */
	private static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
			"_JAVA_OPTIONS");

	private final JavaCommand command;

	private final ListeningSocket socket;

	private final BiFunction<String, Long, Map<String, String>> environment;

	private final WorkerOutput output;

	/**
	 * Create a launcher.
	 * @param command the command of this JVM
	 * @param socket the listening socket
	 * @param environment gives the environment variables to add for a code and an id
	 * @param output takes what workers print
	 */
	public ProcessWorkerLauncher(JavaCommand command, ListeningSocket socket,
			BiFunction<String, Long, Map<String, String>> environment, WorkerOutput output) {
		this.command = command;
		this.socket = socket;
		this.environment = environment;
		this.output = output;
	}

	@Override
	public WorkerProcess launch(String code, long id, int slot) throws IOException {
		ProcessOutput processOutput = this.output.open(code, id);
		try {
			return launch(new WorkerName(code, id, slot), processOutput);
		}
		catch (IOException | RuntimeException ex) {
			processOutput.end();
			throw ex;
		}
	}

	private WorkerProcess launch(WorkerName name, ProcessOutput processOutput) throws IOException {
		CommandWords words = CommandWords.of(this.command.build(name));
		ProcessBuilder builder = new ProcessBuilder(words.words());
		builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
		OPTION_VARIABLES.forEach(builder.environment()::remove);
		builder.environment().putAll(this.environment.apply(name.code(), name.id()));
		builder.environment().putAll(processOutput.environment());
		try {
			Process process = this.socket.asStandardInput(builder::start);
			process.onExit().thenRun(words::delete);
			return new LaunchedProcess(process, name.code(), name.id(), processOutput);
		}
		catch (IOException ex) {
			words.delete();
			throw ex;
		}
	}

}
