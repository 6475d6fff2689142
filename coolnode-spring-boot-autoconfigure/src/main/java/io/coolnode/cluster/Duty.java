package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * What only one process of a place may do at a time, such as scheduled tasks, while
 * serving is done by an old and a new process at once.
 */
public interface Duty {

	/**
	 * Begin, since no other process of the place does it any more.
	 * @param permitted whether something may be begun at the moment; it may not while
	 * another machine does it
	 */
	void begin(BooleanSupplier permitted);

	/**
	 * Begin nothing new. Comes without {@link #begin} if the process leaves before its
	 * turn.
	 * @return completes when nothing is being done any more
	 */
	CompletableFuture<Void> end();

}
