package io.coolnode.boot;

/**
 * Thrown at the start of an application that cannot be served by workers.
 */
class UnsupportedApplicationException extends RuntimeException {

	private final String found;

	UnsupportedApplicationException(String found) {
		super("With cool.server.workers greater than 0, " + found);
		this.found = found;
	}

	/**
	 * Return what was found.
	 * @return a clause
	 */
	String getFound() {
		return this.found;
	}

}
