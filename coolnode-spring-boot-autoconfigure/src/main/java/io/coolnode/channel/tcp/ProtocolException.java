package io.coolnode.channel.tcp;

import java.io.IOException;

/**
 * Thrown when the other end of a connection does not speak the protocol.
 */
class ProtocolException extends IOException {

	ProtocolException(String message) {
		super(message);
	}

}
