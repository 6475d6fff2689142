package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;

/**
 * A change of the cluster that takes several steps, such as a rolling restart. Confined
 * to the supervisor's thread.
 */
interface Change {

	/**
	 * Return what is changed, in words; two changes with the same words are the same.
	 * @return such as "restart of all workers"
	 */
	String description();

	/**
	 * Return how far it has come, in words.
	 * @return such as "1 of 4 places"
	 */
	String progress();

	/**
	 * Take the next step, if the last one is done. Called again whenever something has
	 * happened in the cluster.
	 */
	void advance();

	/**
	 * Take notice of a boot failure.
	 * @param place where it happened
	 * @param exception what happened
	 */
	void bootFailed(Place place, WorkerBootException exception);

	/**
	 * Return what completes when the change is over.
	 * @return the future, which fails with the reason if the change was ended early
	 */
	CompletableFuture<Void> result();

}
