package io.coolnode.cluster;

import io.coolnode.Worker;

/**
 * What the supervisor tells its own process, on the supervisor's thread.
 */
public interface ClusterListener {

	/**
	 * Called once, when every place of the first set is ready or given up.
	 */
	void onReady();

	/**
	 * Called when a change of the cluster begins, such as a rolling restart.
	 * @param what what is changed, in words
	 */
	void onChangeBegun(String what);

	/**
	 * Called when a change of the cluster is over, whether it was made or not.
	 */
	void onChangeEnded();

	/**
	 * Called once a second while the cluster is supervised.
	 */
	void onAlive();

	/**
	 * Called once, when the cluster begins to stop.
	 */
	void onStopping();

	/**
	 * Called when no place is left that could get another process.
	 */
	void onAllGivenUp();

	/**
	 * Called when a process is ready and has its place.
	 * @param worker what is told of it
	 */
	void onWorkerReady(Worker worker);

	/**
	 * Called when a process has ended, but not while the whole cluster stops.
	 * @param worker what is told of it
	 * @param status its exit status
	 * @param drained whether it had drained
	 */
	void onWorkerExited(Worker worker, int status, boolean drained);

}
