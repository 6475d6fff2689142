package io.coolnode.cluster;

import java.time.Duration;

/**
 * The messages that a worker has received and not handled yet.
 */
@FunctionalInterface
public interface Inbox {

	/**
	 * Wait until the master sends no more messages and all that came were handled.
	 * @param timeout how long to wait at most
	 * @return whether it came to that
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean awaitDrained(Duration timeout) throws InterruptedException;

}
