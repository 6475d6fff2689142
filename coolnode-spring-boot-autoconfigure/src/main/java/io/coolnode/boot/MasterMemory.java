package io.coolnode.boot;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

import io.coolnode.cluster.process.ProcessMemory;

/**
 * Keeps the master small: when it has started it needs much less memory than before.
 */
class MasterMemory implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ProcessMemory.giveBack();
	}

}
