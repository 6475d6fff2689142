package io.coolnode.boot;

import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets a spare wait with all its beans, before the first of them starts to work, until it
 * takes the place of a worker. If it has to leave before that, it destroys them and ends.
 */
final class StandbyLifecycle implements SmartLifecycle {

	static final String BEAN_NAME = "coolNodeStandbyLifecycle";

	private final Supplier<OptionalInt> wait;

	private final ConfigurableBeanFactory beanFactory;

	private final IntConsumer exit;

	// volatile: asked for by any thread
	private volatile boolean running;

	/**
	 * Create the lifecycle.
	 * @param wait waits, and returns the status to exit with if this process has to leave
	 * @param beanFactory has the beans
	 * @param exit what ends this process with a status
	 */
	StandbyLifecycle(Supplier<OptionalInt> wait, ConfigurableBeanFactory beanFactory, IntConsumer exit) {
		this.wait = wait;
		this.beanFactory = beanFactory;
		this.exit = exit;
	}

	@Override
	public void start() {
		OptionalInt exitStatus = this.wait.get();
		if (exitStatus.isPresent()) {
			this.beanFactory.destroySingletons();
			this.exit.accept(exitStatus.getAsInt());
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
