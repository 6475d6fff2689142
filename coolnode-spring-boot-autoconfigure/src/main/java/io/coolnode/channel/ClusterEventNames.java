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

	private ClusterEventNames() {
	}

}
