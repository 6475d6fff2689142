package io.coolnode.cluster;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Where a process asks for a change of the cluster. What the futures tell is said by
 * {@link io.coolnode.Cluster}; they complete on a thread of the common pool.
 */
public interface ClusterChanges {

	/**
	 * Ask for a rolling restart.
	 * @param code the code of the one place to restart, or {@code null} for all of this
	 * machine
	 * @return the change
	 */
	CompletableFuture<Void> restart(@Nullable String code);

	/**
	 * Ask for a rolling restart of machines, one after another.
	 * @param node the name of the one machine, or {@code null} for all
	 * @return the change
	 */
	CompletableFuture<Void> restartNode(@Nullable String node);

	/**
	 * Ask for another number of workers.
	 * @param workers the number, 1 or more
	 * @return the change
	 */
	CompletableFuture<Void> scale(int workers);

}
