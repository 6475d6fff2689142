package io.coolnode.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The master's handle of a worker process.
 */
public interface WorkerProcess {

	/**
	 * Return the process id.
	 * @return the pid
	 */
	long pid();

	/**
	 * Take notice of the code that the process is about to get, since it was a spare.
	 * @param code the code
	 */
	void promote(String code);

	/**
	 * Return what tells the exit status, once the process has ended and all that it
	 * printed has been passed on (or a second after its end, whichever is first).
	 * @return a future of the exit status: 128 plus the number for a signal
	 */
	CompletableFuture<Integer> onExit();

	/**
	 * Return the last lines that the process printed.
	 * @return at most 20 lines, joined by line feeds; empty if there are none
	 */
	String lastOutput();

	/**
	 * Return what the process printed in the time before, enough for a thread dump.
	 * @return the lines, with line feeds between them
	 */
	String recentOutput();

	/**
	 * Return what its JVM has written for its death, once it has ended.
	 * @return files, by the name that each gets in a report
	 */
	Map<String, Path> crashFiles();

	/**
	 * Return what the system says the process is doing.
	 * @return such as "T (stopped)", or nothing if the system does not tell
	 */
	String state();

	/**
	 * Return how much memory the process has in RAM.
	 * @return the size in bytes, if the system tells
	 */
	OptionalLong residentMemory();

	/**
	 * Ask the JVM of the process to print the stacks of its threads, by SIGQUIT. Does not
	 * wait for it; a JVM that hangs altogether prints none.
	 */
	void dumpThreads();

	/**
	 * Ask the process to end, by SIGTERM. Has no effect after its end.
	 */
	void terminate();

	/**
	 * End the process, by SIGKILL. Has no effect after its end.
	 */
	void kill();

}
