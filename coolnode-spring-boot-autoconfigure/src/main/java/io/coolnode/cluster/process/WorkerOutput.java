package io.coolnode.cluster.process;

/**
 * Takes what workers print, line by line, on one thread for each stream.
 */
@FunctionalInterface
public interface WorkerOutput {

	/**
	 * Take a line.
	 * @param code the code of the worker's place
	 * @param error whether it was printed to the standard error
	 * @param line the line, without its end
	 */
	void line(String code, boolean error, String line);

}
