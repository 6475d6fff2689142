package io.coolnode.websocket;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;

import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedSimpleBroker}.
 */
class SharedSimpleBrokerTests {

	private LocalCluster cluster;

	private Broker a;

	private Broker b;

	@BeforeEach
	void start() throws Exception {
		this.cluster = new LocalCluster().start("A", "B");
		this.a = new Broker(this.cluster.channel(1).internal());
		this.b = new Broker(this.cluster.channel(2).internal());
	}

	@AfterEach
	void stop() throws Exception {
		this.a.joined.destroy();
		this.b.joined.destroy();
		this.cluster.close();
	}

	@Test
	void messageWhenSentInOneWorkerReachesSubscribersOfAllOnce() {
		this.a.subscribe("session1", "/topic/chat");
		this.b.subscribe("session2", "/topic/chat");
		this.b.subscribe("session3", "/topic/*");
		awaitInterest("/topic/chat");
		this.a.template.convertAndSend("/topic/chat", "hello".getBytes());
		awaitDelivered(this.a, "session1 hello");
		awaitDelivered(this.b, "session2 hello", "session3 hello");
	}

	@Test
	void messagesWhenOneSenderSendsThemKeepTheirOrder() {
		this.b.subscribe("session2", "/topic/chat");
		awaitInterest("/topic/chat");
		String[] expected = IntStream.range(0, 500).mapToObj((i) -> "session2 " + i).toArray(String[]::new);
		for (int i = 0; i < 500; i++) {
			this.a.template.convertAndSend("/topic/chat", Integer.toString(i).getBytes());
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.b.delivered).containsExactly(expected));
	}

	@Test
	void workerWhenItHasNoSubscribersGetsNoTraffic() {
		this.a.subscribe("session1", "/topic/other");
		this.b.subscribe("session2", "/topic/chat");
		awaitInterest("/topic/chat");
		this.a.template.convertAndSend("/topic/other", "for nobody else".getBytes());
		this.a.template.convertAndSend("/topic/chat", "hello".getBytes());
		awaitDelivered(this.b, "session2 hello");
		assertThat(this.b.traffic).hasValue(1);
	}

	@Test
	void workerWhenItsLastSubscriberHasGoneGetsNoTraffic() {
		this.b.subscribe("session2", "/topic/chat");
		this.b.subscribe("session3", "/topic/chat");
		this.b.subscribe("session4", "/topic/end");
		awaitInterest("/topic/chat");
		this.b.unsubscribe("session2");
		this.b.disconnect("session3");
		Awaitility.await().until(() -> this.a.registryInterests().of("/topic/chat").isEmpty());
		this.a.template.convertAndSend("/topic/chat", "for nobody".getBytes());
		this.a.template.convertAndSend("/topic/end", "end".getBytes());
		awaitDelivered(this.b, "session4 end");
		assertThat(this.b.traffic).hasValue(1);
	}

	@Test
	void messageWhenSentToSessionOfOtherWorkerReachesItAlone() {
		this.b.subscribe("session2", "/queue/me-usersession2");
		this.b.subscribe("session3", "/queue/me-usersession3");
		awaitInterest("/queue/me-usersession2");
		this.a.template.convertAndSend("/queue/me-usersession2", "secret".getBytes());
		awaitDelivered(this.b, "session2 secret");
	}

	private void awaitInterest(String topic) {
		Interests interests = this.a.registryInterests();
		Awaitility.await().until(() -> !interests.of(topic).isEmpty() && interests.of("/nothing/at/all").isEmpty());
	}

	private static void awaitDelivered(Broker broker, String... expected) {
		Awaitility.await().untilAsserted(() -> assertThat(broker.delivered).containsExactlyInAnyOrder(expected));
	}

	/**
	 * The broker of a worker, and its clients.
	 */
	private static final class Broker {

		private final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();

		private final ExecutorSubscribableChannel outbound = new ExecutorSubscribableChannel();

		private final ExecutorSubscribableChannel brokerChannel = new ExecutorSubscribableChannel();

		private final SimpMessagingTemplate template = new SimpMessagingTemplate(this.brokerChannel);

		private final Queue<String> delivered = new ConcurrentLinkedQueue<>();

		private final AtomicInteger traffic = new AtomicInteger();

		private final SharedSimpleBroker joined;

		private Broker(InternalChannel channel) {
			StaticListableBeanFactory beans = new StaticListableBeanFactory();
			beans.addBean("channel", channel);
			ObjectProvider<InternalChannel> provider = beans.getBeanProvider(InternalChannel.class);
			this.joined = new SharedSimpleBroker(provider);
			channel.on("coolnode.stomp", (message) -> this.traffic.incrementAndGet());
			SimpleBrokerMessageHandler broker = new SimpleBrokerMessageHandler(this.inbound, this.outbound,
					this.brokerChannel, List.of("/topic", "/queue"));
			this.joined.postProcessAfterInitialization(broker, "broker");
			this.outbound.subscribe(this::deliver);
			broker.start();
		}

		private Interests registryInterests() {
			return this.joined.interests();
		}

		private void deliver(Message<?> message) {
			SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.wrap(message);
			if (headers.getMessageType() == SimpMessageType.MESSAGE) {
				this.delivered.add(headers.getSessionId() + " " + new String((byte[]) message.getPayload()));
			}
		}

		private void subscribe(String session, String destination) {
			send(SimpMessageType.CONNECT, session, null);
			send(SimpMessageType.SUBSCRIBE, session, destination);
		}

		private void unsubscribe(String session) {
			send(SimpMessageType.UNSUBSCRIBE, session, null);
		}

		private void disconnect(String session) {
			send(SimpMessageType.DISCONNECT, session, null);
		}

		private void send(SimpMessageType type, String session, String destination) {
			SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(type);
			headers.setSessionId(session);
			headers.setSubscriptionId("1");
			if (destination != null) {
				headers.setDestination(destination);
			}
			this.inbound.send(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
		}

	}

}
