package io.coolnode.channel;

/**
 * What is told of a {@link Link}. The methods must be quick and must not throw.
 */
public interface LinkListener {

	/**
	 * Called once, on the reading thread, when the peer has proved who it is.
	 * @param link the new connection
	 */
	void onOpen(Link link);

	/**
	 * Called with each message on the reading thread, in the order of sending.
	 * @param link the connection it came by
	 * @param envelope the message
	 */
	void onMessage(Link link, Envelope envelope);

	/**
	 * Called on the reading thread when all that has arrived so far was told.
	 * @param link the connection
	 */
	default void onPause(Link link) {
	}

	/**
	 * Called with each control word on the reading thread, in the order of sending.
	 * @param link the connection it came by
	 * @param control the word
	 */
	void onControl(Link link, Control control);

	/**
	 * Called on any thread when there is room again for a message that was not taken.
	 * @param link the connection
	 */
	void onWritable(Link link);

	/**
	 * Called once, on the reading thread, when the connection has ended, for whatever
	 * reason.
	 * @param link the connection
	 */
	void onClosed(Link link);

}
