package io.coolnode.cluster.process;

/**
 * Thrown when the command by which this process was started cannot be found out.
 */
public class WorkerCommandException extends RuntimeException {

	WorkerCommandException(String message) {
		super(message);
	}

}
