package io.coolnode;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the master when a worker is ready and answers to its code: once for each
 * process, replacements included. Listeners are called in the order of events, on a
 * thread of their own.
 */
public class WorkerReadyEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient Worker worker;

	/**
	 * Create an event.
	 * @param cluster the cluster, as the source of the event
	 * @param worker the worker as it was at that moment
	 */
	public WorkerReadyEvent(Cluster cluster, Worker worker) {
		super(cluster);
		this.worker = worker;
	}

	/**
	 * Return the worker.
	 * @return the worker as it was when it became ready
	 */
	public Worker getWorker() {
		return this.worker;
	}

}
