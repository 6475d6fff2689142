package io.coolnode.boot;

import java.time.Duration;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

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

	// volatile: asked for by any thread
	private volatile boolean running;

	/**
	 * Create the lifecycle of a worker.
	 * @param node the worker
	 * @param drainTimeout how long to drain
	 */
	public WorkerLifecycle(WorkerNode node, Duration drainTimeout) {
		this.node = node;
		this.drainTimeout = drainTimeout;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.node.agent()
			.ready(Release.of(event.getSpringApplication(), event.getApplicationContext().getEnvironment()));
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
