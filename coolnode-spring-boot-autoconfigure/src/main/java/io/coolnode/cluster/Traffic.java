package io.coolnode.cluster;

import java.time.Duration;

/**
 * The web server's side of the shared port in a worker: when it begins to accept, and how
 * it stops without losing what it has accepted. All methods may be called from any
 * thread.
 */
public interface Traffic {

	/**
	 * Begin to accept connections. Until then the acceptor is parked.
	 */
	void open();

	/**
	 * Stop accepting, without touching what other processes share, and wait until all
	 * that was accepted has been served and no connection is left. Each answer from now
	 * on says {@code Connection: close}.
	 * @param timeout how long to wait at most
	 * @param idleTimeout how long a connection without a request may stay open
	 * @return how many connections were left when the time was up, 0 if all were served
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	int drain(Duration timeout, Duration idleTimeout) throws InterruptedException;

	/**
	 * End connections without a request sooner than the drain was told to. Has no effect
	 * if the given time is longer.
	 * @param idleTimeout how long a connection without a request may stay open
	 */
	void shortenIdle(Duration idleTimeout);

	/**
	 * Stop accepting at once, without waiting for anything.
	 */
	void stopAccepting();

}
