package io.coolnode.boot;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers when the master's own beans have started, and stops them before
 * these stop.
 */
public final class MasterLifecycle implements SmartLifecycle {

	private final MasterNode node;

	private final AtomicBoolean signalled = new AtomicBoolean();

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
			handleSignals();
			this.node.start();
		}
		catch (RuntimeException | Error ex) {
			this.running = false;
			this.node.close();
			throw ex;
		}
	}

	private void handleSignals() {
		for (String name : new String[] { "TERM", "INT", "HUP" }) {
			Signals.handle(name, this::onSignal);
		}
	}

	private void onSignal(int number) {
		int status = 128 + number;
		if (this.signalled.compareAndSet(false, true)) {
			new Thread(() -> {
				this.node.stop();
				System.exit(status);
			}, "coolnode-stop").start();
		}
		else {
			this.node.kill();
			new Thread(() -> {
				this.node.stop();
				Runtime.getRuntime().halt(status);
			}, "coolnode-halt").start();
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
