package io.coolnode.session;

/**
 * Thrown at the start of a worker whose HTTP sessions would be unknown to the others.
 */
class SessionsInMemoryException extends RuntimeException {

	private final String found;

	SessionsInMemoryException(String found) {
		super("HTTP sessions would be kept in the memory of each worker: " + found);
		this.found = found;
	}

	/**
	 * Return what keeps the sessions.
	 * @return a clause
	 */
	String getFound() {
		return this.found;
	}

}
