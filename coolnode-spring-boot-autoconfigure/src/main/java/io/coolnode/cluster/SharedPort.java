package io.coolnode.cluster;

import java.io.IOException;

/**
 * The listening socket that the master holds for its workers.
 */
public interface SharedPort {

	/**
	 * Return the port that is bound.
	 * @return the port, never 0
	 */
	int port();

	/**
	 * Let the kernel queue connections from now on; until then clients are refused.
	 * Calling it again has no effect.
	 * @throws IOException if another socket listens on the port by now
	 */
	void listen() throws IOException;

	/**
	 * Let the kernel queue no further connection, so that the backlog comes to an end:
	 * who connects from now on gets no answer, until nobody listens and he is refused.
	 * What was begun before is not affected. Calling it again has no effect; nor has it
	 * where the system cannot do so.
	 */
	void stopQueueing();

	/**
	 * Return whether a connection waits to be accepted.
	 * @return {@code true} if the backlog is not empty
	 */
	boolean hasPending();

	/**
	 * Hold the port no longer. Workers that have inherited it are not affected. Calling
	 * it again has no effect.
	 */
	void close();

}
