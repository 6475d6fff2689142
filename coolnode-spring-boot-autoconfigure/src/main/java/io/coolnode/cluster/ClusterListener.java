package io.coolnode.cluster;

/**
 * What the supervisor tells its own process, on the supervisor's thread.
 */
public interface ClusterListener {

	/**
	 * Called once, when every place of the first set is ready or given up.
	 */
	void onReady();

	/**
	 * Called once, when the cluster begins to stop.
	 */
	void onStopping();

	/**
	 * Called when no place is left that could get another process.
	 */
	void onAllGivenUp();

}
