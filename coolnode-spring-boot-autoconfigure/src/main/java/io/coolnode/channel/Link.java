package io.coolnode.channel;

/**
 * An authenticated connection between the master and one worker process, as both ends see
 * it. All methods may be called from any thread.
 */
public interface Link {

	/**
	 * Return the id of the worker at either end of this connection.
	 * @return the worker id
	 */
	long workerId();

	/**
	 * Send a control word, before the messages that wait. Never blocks; has no effect
	 * after the connection has ended.
	 * @param control the word
	 */
	void send(Control control);

	/**
	 * Take messages from a mailbox from now on, after the control words sent before.
	 * @param mailbox the mailbox, which feeds one link at a time
	 */
	void attach(Mailbox mailbox);

	/**
	 * Take no more messages from the mailbox. When this method has returned none is taken
	 * any more; what is in the mailbox stays there.
	 */
	void detach();

	/**
	 * Take nothing from the mailbox for a while, since the peer's inbox is full. Control
	 * words are sent all the same.
	 * @param hold {@code true} to pause, {@code false} to go on
	 */
	void hold(boolean hold);

	/**
	 * End the connection when what was taken before has been written, or at once if it
	 * cannot be written within a second.
	 */
	void close();

}
