package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;

/**
 * What only one process of a place may do at a time, such as scheduled tasks, while
 * serving is done by an old and a new process at once.
 */
public interface Duty {

	/**
	 * Begin, since no other process of the place does it any more.
	 */
	void begin();

	/**
	 * Begin nothing new. Comes without {@link #begin} if the process leaves before its
	 * turn.
	 * @return completes when nothing is being done any more
	 */
	CompletableFuture<Void> end();

}
