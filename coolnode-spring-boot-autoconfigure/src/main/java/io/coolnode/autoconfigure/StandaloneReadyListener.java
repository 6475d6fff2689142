package io.coolnode.autoconfigure;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

import io.coolnode.channel.DefaultChannel;

/**
 * Tells a process without a cluster that it can talk to itself.
 */
class StandaloneReadyListener implements ApplicationListener<ApplicationReadyEvent> {

	private final DefaultChannel channel;

	StandaloneReadyListener(DefaultChannel channel) {
		this.channel = channel;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.channel.ready();
	}

}
