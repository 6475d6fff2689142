package io.coolnode.cluster;

/**
 * Why a worker drains.
 */
enum DrainReason {

	/**
	 * The master asked for it.
	 */
	ASKED("it was asked to", RestartReason.ASKED),

	/**
	 * The worker got SIGTERM.
	 */
	SIGNAL("it got SIGTERM", RestartReason.TERMINATED),

	/**
	 * The application closed its context or exits.
	 */
	CLOSE("its application closes or exits", RestartReason.CLOSED);

	private final String description;

	private final RestartReason restartReason;

	DrainReason(String description, RestartReason restartReason) {
		this.description = description;
		this.restartReason = restartReason;
	}

	/**
	 * Return as what the next start in the place counts.
	 * @return the reason
	 */
	RestartReason restartReason() {
		return this.restartReason;
	}

	/**
	 * Return the reason in words.
	 * @return a clause
	 */
	String description() {
		return this.description;
	}

}
