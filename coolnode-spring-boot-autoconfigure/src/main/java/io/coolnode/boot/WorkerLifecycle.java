package io.coolnode.boot;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

import io.coolnode.cluster.DrainListener;

/**
 * Tells the master when this worker's application is ready, and drains when its context
 * is closed, before Boot's own graceful shutdown begins.
 */
public final class WorkerLifecycle implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent>, Ordered {

	/**
	 * Just before the phase in which Boot stops its web server gracefully.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1023;

	private final WorkerNode node;

	private final Duration drainTimeout;

	private final List<DrainListener> drainListeners;

	// volatile: asked for by any thread
	private volatile boolean running;

	/**
	 * Create the lifecycle of a worker.
	 * @param node the worker
	 * @param drainTimeout how long to drain
	 * @param drainListeners whom to tell when draining begins
	 */
	public WorkerLifecycle(WorkerNode node, Duration drainTimeout, List<DrainListener> drainListeners) {
		this.node = node;
		this.drainTimeout = drainTimeout;
		this.drainListeners = List.copyOf(drainListeners);
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.node.ready();
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void start() {
		if (!this.node.agent().hasTraffic()) {
			throw new UnsupportedApplicationException("this application has another web server than Tomcat");
		}
		this.drainListeners.forEach(this.node.agent()::onDrain);
		this.running = true;
	}

	@Override
	public void stop() {
		this.node.agent().drain(this.drainTimeout);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
