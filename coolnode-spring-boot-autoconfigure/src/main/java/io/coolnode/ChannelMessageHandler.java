package io.coolnode;

/**
 * What is called with a message of the {@link Channel}.
 */
@FunctionalInterface
public interface ChannelMessageHandler {

	/**
	 * Handle a message, on a thread of the channel. It may block: only later messages of
	 * the same sender wait.
	 * @param message the message
	 * @throws Exception if handling fails; it is logged with the event and the sender
	 */
	void onMessage(ChannelMessage message) throws Exception;

}
