package io.coolnode;

/**
 * Parent of what the {@link Channel} throws when a message cannot be sent.
 */
public abstract class ChannelException extends RuntimeException {

	protected ChannelException(String message) {
		super(message);
	}

}
