package io.coolnode.cluster.process;

import java.io.IOException;

import io.coolnode.cluster.SharedPort;

/**
 * A port for which the master starts workers.
 */
public interface ServedPort extends SharedPort {

	/**
	 * Start a process with what it needs of the port as its standard input.
	 * @param builder describes it
	 * @param starter starts it
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	Process start(ProcessBuilder builder, Starter starter) throws IOException;

	/**
	 * What starts processes.
	 */
	@FunctionalInterface
	interface Starter {

		/**
		 * Start a process.
		 * @param builder describes it
		 * @return the process
		 * @throws IOException if it cannot be started
		 */
		Process start(ProcessBuilder builder) throws IOException;

	}

}
