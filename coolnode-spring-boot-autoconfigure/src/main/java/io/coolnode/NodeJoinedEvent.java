package io.coolnode;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the master when another machine can be reached
 * ({@code cool.channel.redis.enabled}). Listeners are called in the order of events, on a
 * thread of their own.
 */
public class NodeJoinedEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final String node;

	/**
	 * Create an event.
	 * @param cluster the cluster, as the source of the event
	 * @param node the name of the other machine
	 */
	public NodeJoinedEvent(Cluster cluster, String node) {
		super(cluster);
		this.node = node;
	}

	/**
	 * Return the other machine.
	 * @return its name, the value of {@code cool.server.node} there
	 */
	public String getNode() {
		return this.node;
	}

}
