package io.coolnode.channel;

/**
 * Where a process sends its messages. There is one kind for each role.
 */
interface Router {

	/**
	 * Send a message to the target in its envelope, and wait for room if there is none.
	 * @param envelope the message
	 * @param receiver the place that has the target, {@code "master"} or {@code "*"}
	 */
	void send(Envelope envelope, String receiver);

}
