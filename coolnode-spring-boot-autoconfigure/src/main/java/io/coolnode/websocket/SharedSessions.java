package io.coolnode.websocket;

import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.user.DestinationUserNameProvider;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.messaging.AbstractSubProtocolEvent;
import org.springframework.web.socket.messaging.SessionConnectedEvent;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

import io.coolnode.Sender;
import io.coolnode.channel.InternalChannel;

/**
 * Lets all workers know the STOMP sessions of all. What happens to a session of another
 * worker is published as the event that its own worker has seen, and so Spring's registry
 * of users, which listens to these events, knows the users of all workers.
 */
public final class SharedSessions
		implements ApplicationListener<AbstractSubProtocolEvent>, SmartInitializingSingleton, DisposableBean {

	/**
	 * The message header that has the code of the worker of which a session is, if it is
	 * another one.
	 */
	static final String WORKER = "coolNodeWorker";

	private static final Log logger = LogFactory.getLog(SharedSessions.class);

	private final SharedEntries<StompSession> entries;

	private final ApplicationEventPublisher publisher;

	private final ObjectProvider<SimpleBrokerMessageHandler> broker;

	private final Map<String, StompSession> own = new ConcurrentHashMap<>();

	// volatile: set before there is any session, read by all
	private volatile boolean active;

	/**
	 * Create the sessions, of which this worker has none yet.
	 * @param channel what connects the workers
	 * @param publisher what publishes the events of other workers' sessions
	 * @param broker the simple broker; without one, nothing is done
	 */
	public SharedSessions(InternalChannel channel, ApplicationEventPublisher publisher,
			ObjectProvider<SimpleBrokerMessageHandler> broker) {
		this.entries = new SharedEntries<>(channel, "sessions", StompSession.class, this::changed);
		this.publisher = publisher;
		this.broker = broker;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.broker.getIfAvailable() != null) {
			this.active = true;
			this.entries.start();
		}
	}

	@Override
	public void onApplicationEvent(AbstractSubProtocolEvent event) {
		MessageHeaders headers = event.getMessage().getHeaders();
		String session = SimpMessageHeaderAccessor.getSessionId(headers);
		if (!this.active || session == null || !SessionEvents.isLocal(event)) {
			return;
		}
		String subscription = SimpMessageHeaderAccessor.getSubscriptionId(headers);
		String destination = SimpMessageHeaderAccessor.getDestination(headers);
		if (event instanceof SessionConnectedEvent) {
			update(session, new StompSession(nameOf(event.getUser()), Map.of()));
		}
		else if (event instanceof SessionSubscribeEvent && subscription != null && destination != null) {
			this.own.computeIfPresent(session, (id, known) -> tell(id, known.with(subscription, destination)));
		}
		else if (event instanceof SessionUnsubscribeEvent && subscription != null) {
			this.own.computeIfPresent(session, (id, known) -> tell(id, known.without(subscription)));
		}
		else if (event instanceof SessionDisconnectEvent disconnect) {
			this.own.remove(session);
			this.entries.remove(session, Integer.toString(disconnect.getCloseStatus().getCode()));
		}
	}

	private static @Nullable String nameOf(@Nullable Principal user) {
		if (user instanceof DestinationUserNameProvider provider) {
			return provider.getDestinationUserName();
		}
		return (user != null) ? user.getName() : null;
	}

	private void update(String id, StompSession session) {
		this.own.compute(id, (key, before) -> tell(key, session));
	}

	private StompSession tell(String id, StompSession session) {
		this.entries.put(id, session);
		return session;
	}

	private void changed(Sender owner, String id, @Nullable StompSession before, @Nullable StompSession after,
			String reason) {
		Events events = new Events(owner.code(), id, (after != null) ? after : before);
		if (after == null) {
			publish(events.disconnected(reason));
			return;
		}
		if (before == null) {
			publish(events.connected());
		}
		Map<String, String> known = (before != null) ? before.subscriptions() : Map.of();
		known.forEach((subscription, destination) -> {
			if (!destination.equals(after.subscriptions().get(subscription))) {
				publish(events.unsubscribed(subscription));
			}
		});
		after.subscriptions().forEach((subscription, destination) -> {
			if (!destination.equals(known.get(subscription))) {
				publish(events.subscribed(subscription, destination));
			}
		});
	}

	private void publish(ApplicationEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener of " + event + " failed", ex);
		}
	}

	@Override
	public void destroy() {
		this.entries.close();
	}

	/**
	 * Makes the events of a session of another worker.
	 */
	private final class Events {

		private final String worker;

		private final String session;

		private final @Nullable Principal user;

		private Events(String worker, String session, @Nullable StompSession state) {
			this.worker = worker;
			this.session = session;
			this.user = (state != null && state.user() != null) ? new RemoteUser(state.user()) : null;
		}

		private ApplicationEvent connected() {
			Message<byte[]> message = message(accessor(SimpMessageType.CONNECT_ACK));
			return new SessionConnectedEvent(SharedSessions.this, message, this.user);
		}

		private ApplicationEvent subscribed(String subscription, String destination) {
			SimpMessageHeaderAccessor accessor = accessor(SimpMessageType.SUBSCRIBE);
			accessor.setSubscriptionId(subscription);
			accessor.setDestination(destination);
			return new SessionSubscribeEvent(SharedSessions.this, message(accessor), this.user);
		}

		private ApplicationEvent unsubscribed(String subscription) {
			SimpMessageHeaderAccessor accessor = accessor(SimpMessageType.UNSUBSCRIBE);
			accessor.setSubscriptionId(subscription);
			return new SessionUnsubscribeEvent(SharedSessions.this, message(accessor), this.user);
		}

		private ApplicationEvent disconnected(String reason) {
			Message<byte[]> message = message(accessor(SimpMessageType.DISCONNECT));
			return new SessionDisconnectEvent(SharedSessions.this, message, this.session, status(reason), this.user);
		}

		private CloseStatus status(String reason) {
			boolean code = !reason.isEmpty() && reason.chars().allMatch(Character::isDigit);
			return code ? new CloseStatus(Integer.parseInt(reason))
					: CloseStatus.NO_CLOSE_FRAME.withReason("Worker " + this.worker + " has ended");
		}

		private SimpMessageHeaderAccessor accessor(SimpMessageType type) {
			SimpMessageHeaderAccessor accessor = SimpMessageHeaderAccessor.create(type);
			accessor.setSessionId(this.session);
			accessor.setHeader(WORKER, this.worker);
			if (this.user != null) {
				accessor.setUser(this.user);
			}
			return accessor;
		}

		private static Message<byte[]> message(SimpMessageHeaderAccessor accessor) {
			return MessageBuilder.createMessage(new byte[0], accessor.getMessageHeaders());
		}

	}

	/**
	 * The user of a session of another worker.
	 *
	 * @param name the name
	 */
	private record RemoteUser(String name) implements Principal {

		@Override
		public String getName() {
			return this.name;
		}

	}

}
