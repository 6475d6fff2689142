package io.coolnode.channel;

import io.coolnode.ChannelMessage;

/**
 * A message whose handlers may find out whether somebody waits for an answer.
 */
public interface AnswerableMessage extends ChannelMessage {

	/**
	 * Return whether somebody waits for an answer.
	 * @return {@code true} for a request
	 */
	boolean isRequest();

	/**
	 * Answer a request with the reason why there is no answer. Has no effect if it was
	 * answered, or if nobody asked.
	 * @param failure what a handler threw
	 */
	void fail(Throwable failure);

}
