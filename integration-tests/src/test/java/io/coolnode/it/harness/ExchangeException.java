package io.coolnode.it.harness;

/**
 * Thrown when a request got no answer, or a wrong one.
 */
public class ExchangeException extends RuntimeException {

	private final FailureKind kind;

	ExchangeException(FailureKind kind, String message, Throwable cause) {
		super(kind + ": " + message, cause);
		this.kind = kind;
	}

	/**
	 * Return what happened.
	 * @return the kind
	 */
	public FailureKind kind() {
		return this.kind;
	}

}
