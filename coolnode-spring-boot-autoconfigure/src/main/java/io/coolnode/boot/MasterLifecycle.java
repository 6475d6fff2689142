package io.coolnode.boot;

import java.util.List;

import org.springframework.context.SmartLifecycle;

import io.coolnode.WorkerPropertiesContributor;

/**
 * Starts the workers when the master's own beans have started, and stops them before
 * these stop.
 */
public final class MasterLifecycle implements SmartLifecycle {

	private final MasterNode node;

	private final List<WorkerPropertiesContributor> contributors;

	// volatile: asked for by any thread
	private volatile boolean running;

	/**
	 * Create the lifecycle of a master.
	 * @param node the master
	 * @param contributors what gives properties to workers
	 */
	public MasterLifecycle(MasterNode node, List<WorkerPropertiesContributor> contributors) {
		this.node = node;
		this.contributors = List.copyOf(contributors);
	}

	@Override
	public void start() {
		this.node.bind();
		this.running = true;
		try {
			new MasterSignals(this.node).handle();
			this.node.start(WorkerProperties.collect(this.contributors));
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
