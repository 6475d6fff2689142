package io.coolnode.autoconfigure;

import org.springframework.context.SmartLifecycle;

import io.coolnode.redis.RedisNodes;

/**
 * Joins the other machines before the workers are started, and leaves them when these are
 * gone.
 */
class NodesLifecycle implements SmartLifecycle {

	private final RedisNodes nodes;

	// volatile: asked for by any thread
	private volatile boolean running;

	NodesLifecycle(RedisNodes nodes) {
		this.nodes = nodes;
	}

	@Override
	public void start() {
		try {
			this.nodes.start();
			this.running = true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while joining other machines", ex);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.nodes.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE - 1;
	}

}
