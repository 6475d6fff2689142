package io.coolnode.websocket;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.messaging.AbstractSubProtocolEvent;
import org.springframework.web.socket.messaging.DefaultSimpUserRegistry;
import org.springframework.web.socket.messaging.SessionConnectedEvent;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedSessions}, together with Spring's registry of users.
 */
class SharedSessionsTests {

	private LocalCluster cluster;

	private Node a;

	private Node b;

	@BeforeEach
	void start() throws Exception {
		this.cluster = new LocalCluster().start("A", "B");
		this.a = new Node(this.cluster.channel(1).internal());
		this.b = new Node(this.cluster.channel(2).internal());
	}

	@AfterEach
	void stop() throws Exception {
		this.a.sessions.destroy();
		this.b.sessions.destroy();
		this.cluster.close();
	}

	@Test
	void registryWhenUserIsInOtherWorkerKnowsIt() {
		this.b.connect("s2", "bob");
		this.b.subscribe("s2", "1", "/topic/chat");
		this.a.connect("s1", "bob");
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.a.registry.getUser("bob").getSessions()).extracting((session) -> session.getId())
				.containsExactlyInAnyOrder("s1", "s2");
			assertThat(this.a.registry.findSubscriptions((subscription) -> true))
				.extracting((subscription) -> subscription.getDestination())
				.containsExactly("/topic/chat");
		});
		assertThat(this.a.registry.getUser("bob").getPrincipal().getName()).isEqualTo("bob");
	}

	@Test
	void eventsWhenSessionIsInOtherWorkerAreThoseItSaw() {
		this.b.connect("s2", "bob");
		this.b.subscribe("s2", "1", "/topic/chat");
		this.b.unsubscribe("s2", "1");
		this.b.disconnect("s2", CloseStatus.NORMAL);
		this.b.disconnect("s2", CloseStatus.NORMAL);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.a.seen).containsExactly("B connected s2 bob",
					"B subscribed s2 /topic/chat", "B unsubscribed s2 1", "B disconnected s2 bob 1000"));
		assertThat(this.a.registry.getUsers()).isEmpty();
		assertThat(this.b.seen).containsExactly("local connected s2 bob", "local subscribed s2 /topic/chat",
				"local unsubscribed s2 1", "local disconnected s2 bob 1000", "local disconnected s2 bob 1000");
	}

	@Test
	void sessionsWhenTheirWorkerEndsAreForgotten() {
		this.b.connect("s2", "bob");
		this.b.connect("s3", null);
		Awaitility.await().untilAsserted(() -> assertThat(this.a.seen).hasSize(2));
		this.cluster.kill("B", 2);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.a.seen).contains("B disconnected s2 bob 1006",
					"B disconnected s3 null 1006"));
		assertThat(this.a.registry.getUsers()).isEmpty();
	}

	@Test
	void workerWhenItJoinsLearnsOfAllSessions() throws Exception {
		this.b.connect("s2", "bob");
		this.b.subscribe("s2", "1", "/topic/chat");
		this.cluster.connect("C", 3);
		Node c = new Node(this.cluster.channel(3).internal());
		this.cluster.admit("C", 3);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(c.seen).containsExactly("B connected s2 bob", "B subscribed s2 /topic/chat"));
		c.sessions.destroy();
	}

	/**
	 * A worker's sessions, with what listens to events there.
	 */
	private static final class Node {

		private final DefaultSimpUserRegistry registry = new DefaultSimpUserRegistry();

		private final List<String> seen = new CopyOnWriteArrayList<>();

		private final SharedSessions sessions;

		private Node(InternalChannel channel) {
			ExecutorSubscribableChannel none = new ExecutorSubscribableChannel();
			StaticListableBeanFactory beans = new StaticListableBeanFactory();
			beans.addBean("broker", new SimpleBrokerMessageHandler(none, none, none, List.of("/topic")));
			this.sessions = new SharedSessions(channel, (event) -> publish((ApplicationEvent) event),
					beans.getBeanProvider(SimpleBrokerMessageHandler.class));
			this.sessions.afterSingletonsInstantiated();
		}

		private void publish(ApplicationEvent event) {
			AbstractSubProtocolEvent session = (AbstractSubProtocolEvent) event;
			this.registry.onApplicationEvent(event);
			this.sessions.onApplicationEvent(session);
			this.seen.add(SessionEvents.worker(session).orElse("local") + " " + describe(session));
		}

		private static String describe(AbstractSubProtocolEvent event) {
			SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.wrap(event.getMessage());
			String user = (event.getUser() != null) ? event.getUser().getName() : null;
			String session = headers.getSessionId();
			if (event instanceof SessionConnectedEvent) {
				return "connected " + session + " " + user;
			}
			if (event instanceof SessionSubscribeEvent) {
				return "subscribed " + session + " " + headers.getDestination();
			}
			if (event instanceof SessionUnsubscribeEvent) {
				return "unsubscribed " + session + " " + headers.getSubscriptionId();
			}
			int code = ((SessionDisconnectEvent) event).getCloseStatus().getCode();
			return "disconnected " + session + " " + user + " " + code;
		}

		private void connect(String session, String user) {
			publish(new SessionConnectedEvent(this, message(SimpMessageType.CONNECT_ACK, session, null, null),
					principal(user)));
		}

		private void subscribe(String session, String subscription, String destination) {
			publish(new SessionSubscribeEvent(this,
					message(SimpMessageType.SUBSCRIBE, session, subscription, destination)));
		}

		private void unsubscribe(String session, String subscription) {
			publish(new SessionUnsubscribeEvent(this,
					message(SimpMessageType.UNSUBSCRIBE, session, subscription, null)));
		}

		private void disconnect(String session, CloseStatus status) {
			publish(new SessionDisconnectEvent(this, message(SimpMessageType.DISCONNECT, session, null, null), session,
					status, principal("bob")));
		}

		private static Principal principal(String user) {
			return (user != null) ? () -> user : null;
		}

		private static Message<byte[]> message(SimpMessageType type, String session, String subscription,
				String destination) {
			SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(type);
			headers.setSessionId(session);
			if (subscription != null) {
				headers.setSubscriptionId(subscription);
			}
			if (destination != null) {
				headers.setDestination(destination);
			}
			return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
		}

	}

}
