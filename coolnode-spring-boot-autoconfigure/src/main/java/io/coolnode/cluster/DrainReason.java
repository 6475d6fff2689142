package io.coolnode.cluster;

/**
 * Why a worker drains.
 */
enum DrainReason {

	/**
	 * The master asked for it.
	 */
	ASKED,

	/**
	 * The worker got SIGTERM.
	 */
	SIGNAL,

	/**
	 * The application closed its context or exits.
	 */
	CLOSE

}
