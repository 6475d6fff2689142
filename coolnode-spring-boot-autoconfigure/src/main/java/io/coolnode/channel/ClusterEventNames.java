package io.coolnode.channel;

/**
 * The events of the {@link InternalChannel} by which packages that may not use each other
 * speak of the cluster.
 */
public final class ClusterEventNames {

	/**
	 * Asks the master for a rolling restart. Value: the code of a place, or {@code null}
	 * for all. The answer is the number of the change.
	 */
	public static final String RESTART = "coolnode.cluster.restart";

	/**
	 * Asks the master for rolling restarts of machines, one after another. Value: the
	 * name of a machine, or {@code null} for all. The answer, which has no value, comes
	 * when they begin.
	 */
	public static final String RESTART_NODES = "coolnode.cluster.restart-nodes";

	/**
	 * Asks the master for another number of workers. Value: the number. The answer is the
	 * number of the change.
	 */
	public static final String SCALE = "coolnode.cluster.scale";

	/**
	 * Asks the master for a report of the cluster, which is the answer.
	 */
	public static final String REPORT = "coolnode.cluster.report";

	/**
	 * Tells all workers that the whole cluster begins to stop. It has no value.
	 */
	public static final String STOPPING = "coolnode.cluster.stopping";

	/**
	 * Tells the master of what kinds of metrics a worker can tell. Value: their names.
	 */
	public static final String METRICS_VIEWS = "coolnode.metrics.views";

	/**
	 * Asks a worker for its metrics. Value: the kind.
	 */
	public static final String METRICS_COLLECT = "coolnode.metrics.collect";

	/**
	 * Tells the master the metrics of a worker. Values: the kind, which of all that this
	 * worker has told it is, and the metrics.
	 */
	public static final String METRICS_TAKEN = "coolnode.metrics.taken";

	/**
	 * Asks the master for the metrics of all processes. Values are those of
	 * {@link #METRICS_TAKEN}, from the worker that asks. The answer is the list of whose
	 * they are, and then their metrics.
	 */
	public static final String METRICS_OF_ALL = "coolnode.metrics.of-all";

	private ClusterEventNames() {
	}

}
