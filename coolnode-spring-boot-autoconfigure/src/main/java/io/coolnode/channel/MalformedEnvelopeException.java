package io.coolnode.channel;

/**
 * Thrown when bytes are not those of a message.
 */
public class MalformedEnvelopeException extends RuntimeException {

	MalformedEnvelopeException(String message) {
		super(message);
	}

}
