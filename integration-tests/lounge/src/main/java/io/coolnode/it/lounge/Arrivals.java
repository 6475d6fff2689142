package io.coolnode.it.lounge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnMaster;
import io.coolnode.NodeJoinedEvent;
import io.coolnode.NodeLeftEvent;

/**
 * Tells in the log of machines that come and go, and answers in the master.
 */
@Component
@ConditionalOnMaster
class Arrivals {

	private static final Logger logger = LoggerFactory.getLogger(Arrivals.class);

	Arrivals(Channel channel) {
		channel.on("who", (message) -> message.reply("master " + ProcessHandle.current().pid()));
	}

	@EventListener
	void on(NodeJoinedEvent event) {
		logger.info("Welcome, {}", event.getNode());
	}

	@EventListener
	void on(NodeLeftEvent event) {
		logger.info("Farewell, {}", event.getNode());
	}

}
