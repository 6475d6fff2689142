package io.coolnode.channel;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a {@link Link}. The methods must be quick and must not throw. What is
 * called on the reading thread is called on one thread at a time.
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
	 * Called on the reading thread when what has arrived so far was told.
	 * @param link the connection
	 * @return what this thread is to do next, while another one goes on reading, or
	 * {@code null} if it is to go on itself
	 */
	default @Nullable Runnable onPause(Link link) {
		return null;
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
