package io.coolnode.boot;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers when the master's own beans have started, and stops them before
 * these stop.
 */
public final class MasterLifecycle implements SmartLifecycle {

	private final MasterNode node;

	// volatile: asked for by any thread
	private volatile boolean running;

	/**
	 * Create the lifecycle of a master.
	 * @param node the master
	 */
	public MasterLifecycle(MasterNode node) {
		this.node = node;
	}

	@Override
	public void start() {
		this.node.bind();
		this.running = true;
		try {
			new MasterSignals(this.node).handle();
			this.node.start();
		}
		catch (RuntimeException | Error ex) {
			this.running = false;
			this.node.close();
			throw ex;
		}
	}

	@Override
	public void stop() {
		this.node.stop();
		this.node.close();
		this.node.channel().close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
