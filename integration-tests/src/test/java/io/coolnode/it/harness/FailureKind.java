package io.coolnode.it.harness;

/**
 * What can happen to a request.
 */
public enum FailureKind {

	/**
	 * Nobody listened.
	 */
	REFUSED,

	/**
	 * The connection did not come about in time, or for another reason.
	 */
	NOT_CONNECTED,

	/**
	 * The connection was reset or broke.
	 */
	RESET,

	/**
	 * The connection ended before the first byte of the answer.
	 */
	UNANSWERED,

	/**
	 * The connection ended within the answer.
	 */
	CUT,

	/**
	 * No answer came in time.
	 */
	TIMEOUT,

	/**
	 * Something came that is no answer.
	 */
	MALFORMED,

	/**
	 * The answer had another status than 200.
	 */
	STATUS,

	/**
	 * The answer had another body than expected.
	 */
	BODY

}
