package io.coolnode.channel;

/**
 * Where a process sends its messages. There is one kind for each role.
 */
interface Router extends Dispatcher.Progress {

	/**
	 * Send a message to the target in its envelope, and wait for room if there is none.
	 * @param envelope the message
	 * @param receiver the place that has the target, {@code "master"} or {@code "*"}
	 */
	void send(Envelope envelope, String receiver);

	/**
	 * Take notice that nobody waits for the answer to a request any more.
	 * @param sequence the sequence of the request
	 */
	void forget(long sequence);

	/**
	 * Return how much waits here for those who are to get it.
	 * @return the bytes
	 */
	long held();

	/**
	 * Take notice that the inbox of this process fills or empties.
	 * @param congested whether it had better get no more messages
	 */
	void congested(boolean congested);

}
