package io.coolnode.it.harness;

/**
 * A process that is a worker, or the one process of an application without workers.
 *
 * @param code the code
 * @param id the worker id, 0 for a standalone process
 * @param pid the process id
 */
public record WorkerRef(String code, long id, long pid) {

	/**
	 * Read what the test application says of itself.
	 * @param text such as "A 1 4711"
	 * @return the process
	 */
	static WorkerRef parse(String text) {
		String[] parts = text.split(" ");
		return new WorkerRef(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
	}

}
