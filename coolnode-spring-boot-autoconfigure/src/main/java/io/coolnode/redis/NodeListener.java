package io.coolnode.redis;

import java.util.List;

import io.coolnode.channel.WorkerInfo;

/**
 * Is told of other machines, on one thread; the methods must be quick and must not throw.
 */
public interface NodeListener {

	/**
	 * Called when a machine has come.
	 * @param node its name
	 */
	void joined(String node);

	/**
	 * Called when a machine is gone.
	 * @param node its name
	 */
	void left(String node);

	/**
	 * Called when the workers of other machines have changed.
	 * @param workers all of them, as they are called on this machine
	 */
	void workersChanged(List<WorkerInfo> workers);

}
