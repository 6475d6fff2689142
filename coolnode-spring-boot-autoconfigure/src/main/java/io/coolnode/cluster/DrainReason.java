package io.coolnode.cluster;

/**
 * Why a worker drains.
 */
enum DrainReason {

	/**
	 * The master asked for it.
	 */
	ASKED("it was asked to"),

	/**
	 * The worker got SIGTERM.
	 */
	SIGNAL("it got SIGTERM"),

	/**
	 * The application closed its context or exits.
	 */
	CLOSE("its application closes or exits");

	private final String description;

	DrainReason(String description) {
		this.description = description;
	}

	/**
	 * Return the reason in words.
	 * @return a clause
	 */
	String description() {
		return this.description;
	}

}
