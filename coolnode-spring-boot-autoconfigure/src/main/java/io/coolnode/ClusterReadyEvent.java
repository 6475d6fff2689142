package io.coolnode;

import java.util.List;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the master, once, when every worker of the first set is ready or given up.
 * Listeners are called on a thread of their own, after those of the
 * {@link WorkerReadyEvent}s that led to it.
 */
public class ClusterReadyEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient List<Worker> workers;

	/**
	 * Create an event.
	 * @param cluster the cluster, as the source of the event
	 */
	public ClusterReadyEvent(Cluster cluster) {
		super(cluster);
		this.workers = cluster.localWorkers();
	}

	/**
	 * Return the workers of this machine.
	 * @return the workers as they were at that moment
	 */
	public List<Worker> getWorkers() {
		return this.workers;
	}

}
