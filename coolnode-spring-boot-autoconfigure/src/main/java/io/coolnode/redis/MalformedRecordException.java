package io.coolnode.redis;

/**
 * A record that no master has written, or none that knows the secret.
 */
class MalformedRecordException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MalformedRecordException(String message) {
		super(message);
	}

	MalformedRecordException(String message, Throwable cause) {
		super(message, cause);
	}

}
