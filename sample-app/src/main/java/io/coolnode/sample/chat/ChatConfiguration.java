package io.coolnode.sample.chat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * STOMP with Spring's simple broker, as in any application of one process.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class ChatConfiguration implements WebSocketMessageBrokerConfigurer {

	private static final long HEARTBEAT = 10_000;

	private final ThreadPoolTaskScheduler heartbeats = new ThreadPoolTaskScheduler();

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		LoginHandshake handshake = new LoginHandshake();
		registry.addEndpoint("/ws").setHandshakeHandler(handshake).addInterceptors(handshake);
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.setApplicationDestinationPrefixes("/app");
		registry.enableSimpleBroker("/topic")
			.setHeartbeatValue(new long[] { HEARTBEAT, HEARTBEAT })
			.setTaskScheduler(this.heartbeats);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler heartbeats() {
		this.heartbeats.setThreadNamePrefix("heartbeats-");
		return this.heartbeats;
	}

}
