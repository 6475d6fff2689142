package io.coolnode.websocket;

import org.springframework.core.Ordered;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * Lets the messages of a STOMP client be handled one after another, as the order in which
 * they reach other workers is that in which they are handled. It comes before what the
 * application configures, which wins.
 */
public final class ReceiveOrder implements WebSocketMessageBrokerConfigurer, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.setPreserveReceiveOrder(true);
	}

}
