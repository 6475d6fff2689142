package io.coolnode.it.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * Logs and prints a line at the end of each process.
 */
@Component
@ConditionalOnProperty("test.farewell")
class Farewell implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(Farewell.class);

	private final Channel channel;

	Farewell(Channel channel) {
		this.channel = channel;
	}

	@Override
	public void destroy() {
		logger.info("Farewell of {}", this.channel.code());
		System.out.println("Printed farewell of " + this.channel.code());
	}

}
