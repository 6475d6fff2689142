package io.coolnode.boot;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

import io.coolnode.Cluster;
import io.coolnode.ClusterReadyEvent;
import io.coolnode.NodeJoinedEvent;
import io.coolnode.NodeLeftEvent;
import io.coolnode.Worker;
import io.coolnode.WorkerExitedEvent;
import io.coolnode.WorkerReadyEvent;
import io.coolnode.channel.Threads;

/**
 * Publishes what happens in the cluster as application events of the master, one after
 * another, on the thread {@code coolnode-events}, so that supervision waits for no
 * listener.
 */
final class ClusterEvents {

	private static final Log logger = LogFactory.getLog(ClusterEvents.class);

	private final Cluster cluster;

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolExecutor thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Threads.daemons(() -> "coolnode-events"));

	ClusterEvents(Cluster cluster, ApplicationEventPublisher publisher) {
		this.cluster = cluster;
		this.publisher = publisher;
	}

	void ready() {
		publish(new ClusterReadyEvent(this.cluster));
	}

	void ready(Worker worker) {
		publish(new WorkerReadyEvent(this.cluster, worker));
	}

	void exited(Worker worker, int status, boolean drained) {
		publish(new WorkerExitedEvent(this.cluster, worker, status, drained));
	}

	void joined(String node) {
		publish(new NodeJoinedEvent(this.cluster, node));
	}

	void left(String node) {
		publish(new NodeLeftEvent(this.cluster, node));
	}

	private void publish(ApplicationEvent event) {
		try {
			this.thread.execute(() -> deliver(event));
		}
		catch (RejectedExecutionException ex) {
			logger.debug(event.getClass().getSimpleName() + " comes after the end", ex);
		}
	}

	private void deliver(ApplicationEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener of " + event.getClass().getSimpleName() + " failed", ex);
		}
	}

	/**
	 * Publish no more.
	 */
	void close() {
		this.thread.shutdown();
	}

}
