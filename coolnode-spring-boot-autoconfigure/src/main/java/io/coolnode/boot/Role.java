package io.coolnode.boot;

/**
 * What this process, or one of its contexts, is in a cluster.
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
	WORKER,

	/**
	 * A context above that of a master or a worker, in the same process.
	 */
	PARENT

}
