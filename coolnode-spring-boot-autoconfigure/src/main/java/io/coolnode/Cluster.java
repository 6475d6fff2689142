package io.coolnode;

import java.util.List;
import java.util.Optional;

/**
 * The workers as this process knows them. What a worker knows follows what the master
 * knows, within milliseconds. A standalone process is its own only worker, {@code "A"}.
 */
public interface Cluster {

	/**
	 * Return all workers, those too that are starting or given up.
	 * @return an immutable snapshot in the order of the codes
	 */
	List<Worker> workers();

	/**
	 * Return the worker with a code.
	 * @param code the code, such as {@code "A"}
	 * @return the worker, or nothing if no place has this code
	 */
	Optional<Worker> worker(String code);

}
