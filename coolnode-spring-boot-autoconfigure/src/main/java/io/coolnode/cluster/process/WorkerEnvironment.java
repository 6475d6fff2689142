package io.coolnode.cluster.process;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells workers by environment variables who they are.
 */
public interface WorkerEnvironment {

	/**
	 * Return the environment variables of a process that is about to be started.
	 * @param code the code of its place, or {@code null} for a spare
	 * @param id its worker id
	 * @return names and values
	 */
	Map<String, String> issue(@Nullable String code, long id);

	/**
	 * Called when what was issued is good for nothing any more, since the process has
	 * ended or could not be started.
	 * @param id its worker id
	 */
	void revoke(long id);

}
