package io.coolnode.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at the start of the master when no worker of the first set became ready.
 */
public class WorkerBootException extends RuntimeException {

	private final String description;

	private final @Nullable String action;

	WorkerBootException(String worker, BootFailure failure) {
		super(worker + " did not become ready: " + failure.description());
		this.description = failure.description();
		this.action = failure.action();
	}

	/**
	 * Return what happened, by the worker's own analysis if it made one.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * Return what to do, by the worker's own analysis.
	 * @return the action, if it named one
	 */
	public @Nullable String getAction() {
		return this.action;
	}

}
