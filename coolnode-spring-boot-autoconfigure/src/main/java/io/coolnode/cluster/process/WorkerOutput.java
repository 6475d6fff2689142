package io.coolnode.cluster.process;

import java.io.IOException;
import java.util.List;

/**
 * Takes what workers print.
 */
@FunctionalInterface
public interface WorkerOutput {

	/**
	 * Return what every worker needs.
	 * @return options of the JVM to add
	 */
	default List<String> jvmOptions() {
		return List.of();
	}

	/**
	 * Prepare for a process that is about to be started.
	 * @param code the code of its place, or what stands for it while it has none
	 * @param id its worker id
	 * @return what takes its output, and is told of its end even if it cannot be started
	 * @throws IOException if the process should not be started
	 */
	ProcessOutput open(String code, long id) throws IOException;

}
