package io.coolnode.logging;

import java.util.Map;

/**
 * The worker that a record comes from.
 */
interface Origin {

	/**
	 * Return the code of the worker's place.
	 * @return the code
	 */
	String code();

	/**
	 * Return what identifies the worker in the diagnostic context of its events.
	 * @return its code and pid
	 */
	Map<String, String> mdc();

	/**
	 * Have the worker find out from where it logs.
	 */
	void callersWanted();

}
