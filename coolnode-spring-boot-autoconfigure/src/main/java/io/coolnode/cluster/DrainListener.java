package io.coolnode.cluster;

/**
 * Has something to do when this worker begins to drain.
 */
@FunctionalInterface
public interface DrainListener {

	/**
	 * Called once, when this worker accepts no more connections and serves those that it
	 * has. It must not wait for clients.
	 */
	void onDrain();

}
