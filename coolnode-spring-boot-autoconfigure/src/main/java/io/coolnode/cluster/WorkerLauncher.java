package io.coolnode.cluster;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Starts worker processes.
 */
@FunctionalInterface
public interface WorkerLauncher {

	/**
	 * Start a process. Returns as soon as the process exists.
	 * @param code the code of the place it is for, or {@code null} for a spare
	 * @param id its worker id
	 * @param slot the lowest number that no living process of the cluster holds, of which
	 * the master has 0
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	WorkerProcess launch(@Nullable String code, long id, int slot) throws IOException;

}
