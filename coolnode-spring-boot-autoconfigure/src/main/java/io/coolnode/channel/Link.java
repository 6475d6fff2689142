package io.coolnode.channel;

/**
 * An authenticated connection between the master and one worker process, as both ends see
 * it. All methods may be called from any thread, and none but {@link #close()} waits.
 */
public interface Link {

	/**
	 * Return the id of the worker at either end of this connection.
	 * @return the worker id
	 */
	long workerId();

	/**
	 * Send a control word, before all messages that were not taken yet. Has no effect
	 * after the connection has ended.
	 * @param control the word
	 */
	void send(Control control);

	/**
	 * Take a message if there is room for it. It is sent with the next flush, or earlier.
	 * @param envelope the message
	 * @return {@code false} if it was not taken; when there is room again,
	 * {@link LinkListener#onWritable} is called, unless the connection has ended
	 */
	boolean write(Envelope envelope);

	/**
	 * Send what was taken, at once.
	 */
	void flush();

	/**
	 * Send what was taken, at once if little is being sent, and else soon and together
	 * with what will have been taken by then.
	 */
	void flushSoon();

	/**
	 * End the connection when what was taken has been sent, or after a second.
	 */
	void close();

}
