package io.coolnode.redis;

/**
 * Redis does not answer, or not as expected.
 */
class StoreUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StoreUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
