package io.coolnode.cluster.process;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Takes what one process prints.
 */
public interface ProcessOutput {

	/**
	 * Return what the process has to know.
	 * @return environment variables to add
	 */
	default Map<String, String> environment() {
		return Map.of();
	}

	/**
	 * Called once, when the process exists.
	 * @param pid its pid
	 */
	default void started(long pid) {
	}

	/**
	 * Called when the process, a spare, is about to get its code.
	 * @param code the code
	 */
	default void promote(String code) {
	}

	/**
	 * Take a line. Called on one thread for each stream.
	 * @param error whether it was printed to the standard error
	 * @param line the line, without its end
	 */
	void line(boolean error, String line);

	/**
	 * Called once, when the process has ended and no other line comes, or when it could
	 * not be started.
	 * @return completed when all that was taken is passed on
	 */
	default CompletableFuture<Void> end() {
		return CompletableFuture.completedFuture(null);
	}

}
