package io.coolnode.logging;

/**
 * Where lines of the workers' access logs come out in the master. Belongs to one thread.
 */
public interface AccessSink {

	/**
	 * Take a line.
	 * @param file the file it belongs to, as the worker has described it
	 * @param line the line, without its end
	 */
	void line(String file, String line);

	/**
	 * Called now and then, also when there are no lines.
	 */
	void tick();

	/**
	 * Called once, when no other line comes.
	 */
	void close();

}
