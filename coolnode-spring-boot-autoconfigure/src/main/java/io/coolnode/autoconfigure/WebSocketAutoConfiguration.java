package io.coolnode.autoconfigure;

import java.util.function.Function;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnWorker;
import io.coolnode.boot.Role;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.DrainListener;
import io.coolnode.websocket.BrokerWarnings;
import io.coolnode.websocket.DefaultRooms;
import io.coolnode.websocket.OpenSessions;
import io.coolnode.websocket.ReceiveOrder;
import io.coolnode.websocket.Rooms;
import io.coolnode.websocket.SharedSessions;
import io.coolnode.websocket.SharedSimpleBroker;
import io.coolnode.websocket.SockJsRefusal;
import io.coolnode.websocket.TrackedSessions;
import io.coolnode.websocket.UserMessageOrder;

/**
 * Auto-configuration of {@link Rooms}, and of WebSockets that span the workers.
 */
@AutoConfiguration(after = CoolNodeAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnWorker
public final class WebSocketAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(Rooms.class)
	DefaultRooms coolNodeRooms(InternalChannel channel, ObjectProvider<JsonMapper> mapper) {
		return new DefaultRooms(channel, jsonWriter(mapper.getIfAvailable(JsonMapper::new)));
	}

	private static Function<Object, String> jsonWriter(JsonMapper mapper) {
		return (value) -> {
			try {
				return mapper.writeValueAsString(value);
			}
			catch (JacksonException ex) {
				throw new IllegalArgumentException("A message to a room (" + value.getClass().getName()
						+ ") cannot be written as JSON: " + ex.getOriginalMessage(), ex);
			}
		};
	}

	@Bean
	DrainListener coolNodeRoomsFarewell(ObjectProvider<DefaultRooms> rooms) {
		return () -> rooms.ifAvailable(DefaultRooms::closeAll);
	}

	/**
	 * The sessions of all WebSocket handlers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebSocketHttpRequestHandler.class, SimpleUrlHandlerMapping.class })
	static class SessionsConfiguration {

		@Bean
		static TrackedSessions coolNodeTrackedSessions(ObjectProvider<OpenSessions> sessions,
				ObjectProvider<Rooms> rooms) {
			return new TrackedSessions(sessions, rooms);
		}

		@Bean
		OpenSessions coolNodeOpenSessions() {
			return new OpenSessions();
		}

		@Bean
		DrainListener coolNodeSessionsFarewell(OpenSessions sessions) {
			return sessions::restart;
		}

	}

	/**
	 * STOMP with the simple broker.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.WORKER)
	@ConditionalOnClass({ SimpleBrokerMessageHandler.class, WebSocketMessageBrokerConfigurer.class,
			SimpleUrlHandlerMapping.class })
	static class StompConfiguration {

		@Bean
		static SharedSimpleBroker coolNodeSharedSimpleBroker(ObjectProvider<InternalChannel> channel) {
			return new SharedSimpleBroker(channel);
		}

		@Bean
		SharedSessions coolNodeSharedSessions(InternalChannel channel, ApplicationEventPublisher publisher,
				ObjectProvider<SimpleBrokerMessageHandler> broker) {
			return new SharedSessions(channel, publisher, broker);
		}

		@Bean
		ReceiveOrder coolNodeReceiveOrder() {
			return new ReceiveOrder();
		}

		@Bean
		static UserMessageOrder coolNodeUserMessageOrder() {
			return new UserMessageOrder();
		}

		@Bean
		MappedInterceptor coolNodeSockJsRefusal() {
			return new MappedInterceptor(null, new SockJsRefusal());
		}

		@Bean
		BrokerWarnings coolNodeBrokerWarnings(ObjectProvider<StompBrokerRelayMessageHandler> relay,
				ObjectProvider<SimpUserRegistry> users, Channel channel) {
			return new BrokerWarnings(relay, users, channel);
		}

	}

}
