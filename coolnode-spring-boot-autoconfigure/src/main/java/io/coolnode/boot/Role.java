package io.coolnode.boot;

/**
 * What this process is in a cluster.
 */
public enum Role {

	/**
	 * One ordinary process, without a cluster.
	 */
	STANDALONE,

	/**
	 * The process that starts and supervises the workers, and serves no requests.
	 */
	MASTER,

	/**
	 * A process that a master has started, and which serves the shared port.
	 */
	WORKER

}
