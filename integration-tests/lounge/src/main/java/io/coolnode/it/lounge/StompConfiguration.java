package io.coolnode.it.lounge;

import java.security.Principal;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * STOMP with the simple broker, and nothing else.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class StompConfiguration implements WebSocketMessageBrokerConfigurer {

	private static final long HEARTBEAT = 1000;

	private final ThreadPoolTaskScheduler heartbeats = new ThreadPoolTaskScheduler();

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.addEndpoint("/stomp").setHandshakeHandler(new UserFromQuery());
		registry.addEndpoint("/sockjs").withSockJS();
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.setApplicationDestinationPrefixes("/app");
		registry.enableSimpleBroker("/topic", "/queue")
			.setHeartbeatValue(new long[] { HEARTBEAT, HEARTBEAT })
			.setTaskScheduler(this.heartbeats);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler heartbeats() {
		return this.heartbeats;
	}

	/**
	 * Believes what the query says.
	 */
	private static final class UserFromQuery extends DefaultHandshakeHandler {

		@Override
		protected Principal determineUser(ServerHttpRequest request, WebSocketHandler handler,
				Map<String, Object> attributes) {
			String name = request.getURI().getQuery();
			return () -> name;
		}

	}

}
