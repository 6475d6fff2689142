package io.coolnode.boot;

import org.jspecify.annotations.Nullable;

/**
 * The role of this process in its context, where it is a bean from the beginning.
 */
public final class ProcessRole {

	static final String BEAN_NAME = "coolNodeProcessRole";

	private final Role role;

	private final int workers;

	private final @Nullable WorkerNode worker;

	private ProcessRole(Role role, int workers, @Nullable WorkerNode worker) {
		this.role = role;
		this.workers = workers;
		this.worker = worker;
	}

	static ProcessRole standalone() {
		return new ProcessRole(Role.STANDALONE, 0, null);
	}

	static ProcessRole master(int workers) {
		return new ProcessRole(Role.MASTER, workers, null);
	}

	static ProcessRole worker(WorkerNode worker) {
		return new ProcessRole(Role.WORKER, 0, worker);
	}

	static ProcessRole parent() {
		return new ProcessRole(Role.PARENT, 0, null);
	}

	/**
	 * Return the role.
	 * @return the role
	 */
	public Role role() {
		return this.role;
	}

	/**
	 * Return how many workers a master has.
	 * @return the number, 0 in other roles
	 */
	public int workers() {
		return this.workers;
	}

	/**
	 * Return what joins a worker to its master.
	 * @return the worker
	 * @throws IllegalStateException in other roles
	 */
	public WorkerNode worker() {
		if (this.worker == null) {
			throw new IllegalStateException("This process is no worker");
		}
		return this.worker;
	}

}
