package io.coolnode.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.broker.DefaultSubscriptionRegistry;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

import io.coolnode.Channel;
import io.coolnode.Subscription;
import io.coolnode.boot.ProcessRoles;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.tcp.LocalCluster;
import io.coolnode.websocket.DefaultRooms;
import io.coolnode.websocket.OpenSessions;
import io.coolnode.websocket.RoomMember;
import io.coolnode.websocket.Rooms;
import io.coolnode.websocket.SharedSessions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebSocketAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebSocketAutoConfigurationTests {

	private final WebApplicationContextRunner standalone = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CoolNodeAutoConfiguration.class, WebSocketAutoConfiguration.class));

	@Test
	void roomsWhenThereAreNoWorkersAreThere() {
		this.standalone.run((context) -> assertThat(context).hasSingleBean(Rooms.class)
			.hasSingleBean(OpenSessions.class)
			.doesNotHaveBean(SharedSessions.class));
	}

	@Test
	void roomsWhenSpringWebSocketIsMissingAreThere() {
		this.standalone
			.withClassLoader(new FilteredClassLoader("org.springframework.web.socket", "org.springframework.messaging"))
			.run((context) -> assertThat(context).hasSingleBean(Rooms.class).doesNotHaveBean(OpenSessions.class));
	}

	@Test
	void roomsWhenTheUserHasThemAreTheUsers() {
		this.standalone.withBean(Rooms.class, OwnRooms::new)
			.run((context) -> assertThat(context).hasSingleBean(Rooms.class).doesNotHaveBean(DefaultRooms.class));
	}

	@Test
	void masterHasNoRooms() {
		ProcessRoles
			.master(new WebApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(WebSocketAutoConfiguration.class)))
			.run((context) -> assertThat(context).doesNotHaveBean(Rooms.class));
	}

	@Test
	void brokerWhenItIsTheSimpleOneIsSharedAndKeepsOrder() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			worker(cluster).withUserConfiguration(SimpleBroker.class).run((context) -> {
				SimpleBrokerMessageHandler broker = context.getBean(SimpleBrokerMessageHandler.class);
				assertThat(broker.getSubscriptionRegistry()).isNotInstanceOf(DefaultSubscriptionRegistry.class);
				assertThat(broker.isPreservePublishOrder()).isTrue();
				UserDestinationMessageHandler users = context.getBean(UserDestinationMessageHandler.class);
				assertThat(users).extracting("sendHelper.orderedMessagingTemplates").isNull();
				SubProtocolWebSocketHandler handler = context.getBean(SubProtocolWebSocketHandler.class);
				assertThat(handler.getProtocolHandlerMap().values())
					.allSatisfy((protocol) -> assertThat(((StompSubProtocolHandler) protocol).isPreserveReceiveOrder())
						.isTrue());
				assertThat(isActive(context.getBean(SharedSessions.class))).isTrue();
			});
		}
	}

	@Test
	void brokerWhenItIsForeignIsLeftAlone(CapturedOutput output) throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			worker(cluster).withUserConfiguration(ForeignBroker.class).run((context) -> {
				assertThat(context).hasSingleBean(StompBrokerRelayMessageHandler.class);
				assertThat(isActive(context.getBean(SharedSessions.class))).isFalse();
				assertThat(output).containsOnlyOnce("setUserRegistryBroadcast");
			});
		}
	}

	@Test
	void brokerWhenItIsForeignAndToldOfUsersIsNotWarnedOf(CapturedOutput output) throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			worker(cluster).withUserConfiguration(ForeignBrokerWithUsers.class)
				.run((context) -> assertThat(output).doesNotContain("setUserRegistryBroadcast"));
		}
	}

	private static boolean isActive(SharedSessions sessions) {
		return Boolean.TRUE.equals(ReflectionTestUtils.getField(sessions, "active"));
	}

	private static WebApplicationContextRunner worker(LocalCluster cluster) {
		return ProcessRoles
			.worker(new WebApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(WebSocketAutoConfiguration.class)))
			.withBean(InternalChannel.class, () -> cluster.channel(1).internal())
			.withBean(Channel.class, () -> cluster.channel(1));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	static class SimpleBroker implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/ws");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	static class ForeignBroker implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/ws");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableStompBrokerRelay("/topic").setAutoStartup(false);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	static class ForeignBrokerWithUsers implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/ws");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableStompBrokerRelay("/topic").setAutoStartup(false).setUserRegistryBroadcast("/topic/users");
		}

	}

	/**
	 * Rooms of the user's.
	 */
	static class OwnRooms implements Rooms {

		@Override
		public Subscription join(String room, RoomMember member) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void leave(String room, RoomMember member) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void leaveAll(RoomMember member) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Recipients to(String room) {
			throw new UnsupportedOperationException();
		}

	}

}
