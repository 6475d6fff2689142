package io.coolnode.channel;

/**
 * What is told of a {@link Link}, on its reading thread. The methods must be quick and
 * must not throw.
 */
public interface LinkListener {

	/**
	 * Called once, when the peer has proved who it is.
	 * @param link the new connection
	 */
	void onOpen(Link link);

	/**
	 * Called with each message, in the order of sending.
	 * @param link the connection it came by
	 * @param envelope the message
	 */
	void onMessage(Link link, Envelope envelope);

	/**
	 * Called with each control word, in the order of sending.
	 * @param link the connection it came by
	 * @param control the word
	 */
	void onControl(Link link, Control control);

	/**
	 * Called once, when the connection has ended, for whatever reason.
	 * @param link the connection
	 */
	void onClosed(Link link);

}
