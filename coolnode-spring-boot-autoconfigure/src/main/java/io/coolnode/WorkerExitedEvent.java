package io.coolnode;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the master when a worker's process has ended, whatever it ended by, but
 * not while the whole cluster stops. Listeners are called in the order of events, on a
 * thread of their own.
 */
public class WorkerExitedEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient Worker worker;

	private final int exitStatus;

	private final boolean drained;

	/**
	 * Create an event.
	 * @param cluster the cluster, as the source of the event
	 * @param worker the worker that has ended
	 * @param exitStatus its exit status, 128 plus the number for a signal
	 * @param drained whether it had drained, since it was asked to or had decided to
	 */
	public WorkerExitedEvent(Cluster cluster, Worker worker, int exitStatus, boolean drained) {
		super(cluster);
		this.worker = worker;
		this.exitStatus = exitStatus;
		this.drained = drained;
	}

	/**
	 * Return the worker that has ended.
	 * @return the worker, with the id and pid of that process and in the state of its
	 * place
	 */
	public Worker getWorker() {
		return this.worker;
	}

	/**
	 * Return the exit status.
	 * @return the status, 128 plus the number for a signal
	 */
	public int getExitStatus() {
		return this.exitStatus;
	}

	/**
	 * Return whether the process left in order.
	 * @return {@code true} if it had drained, {@code false} if it died
	 */
	public boolean isDrained() {
		return this.drained;
	}

}
