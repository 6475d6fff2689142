package io.coolnode;

import java.time.Duration;

/**
 * Thrown when a receiver has not taken what was sent to it before, and the buffer for it
 * stayed full for {@code cool.channel.send-timeout}. The message was not sent.
 */
public class ChannelOverflowException extends ChannelException {

	private final String target;

	private final Duration timeout;

	public ChannelOverflowException(String target, Duration timeout) {
		super("'" + target + "' does not take its messages: its buffer (cool.channel.buffer-size) was full for "
				+ timeout.toMillis() + " ms (cool.channel.send-timeout)");
		this.target = target;
		this.timeout = timeout;
	}

	/**
	 * Return the receiver whose buffer is full.
	 * @return the code of a place, or {@code "master"}
	 */
	public String getTarget() {
		return this.target;
	}

	/**
	 * Return how long the sender waited.
	 * @return the configured timeout
	 */
	public Duration getTimeout() {
		return this.timeout;
	}

}
