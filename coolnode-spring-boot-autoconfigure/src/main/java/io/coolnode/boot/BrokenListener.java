package io.coolnode.boot;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationListener;

/**
 * Has a worker replaced whose application says that it is broken beyond recovery.
 */
public final class BrokenListener implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

	private final WorkerNode node;

	/**
	 * Create the listener of a worker.
	 * @param node the worker
	 */
	public BrokenListener(WorkerNode node) {
		this.node = node;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
		if (event.getState() == LivenessState.BROKEN) {
			this.node.agent().broken();
		}
	}

}
