package io.coolnode.websocket;

import java.util.HashMap;
import java.util.Map;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.broker.SubscriptionRegistry;
import org.springframework.util.MultiValueMap;

/**
 * The subscriptions of a simple broker. The broker asks for those of each message that it
 * is going to hand out, which is when the other workers get that message too: so all hand
 * out the same, in the same order.
 */
final class SharedSubscriptionRegistry implements SubscriptionRegistry {

	private final SubscriptionRegistry delegate;

	private final Interests interests;

	private final Fanout fanout;

	private final Object monitor = new Object();

	// guarded by monitor: destinations by subscription by session
	private final Map<String, Map<String, String>> destinations = new HashMap<>();

	SharedSubscriptionRegistry(SubscriptionRegistry delegate, Interests interests, Fanout fanout) {
		this.delegate = delegate;
		this.interests = interests;
		this.fanout = fanout;
	}

	@Override
	public void registerSubscription(Message<?> message) {
		this.delegate.registerSubscription(message);
		MessageHeaders headers = message.getHeaders();
		String session = SimpMessageHeaderAccessor.getSessionId(headers);
		String subscription = SimpMessageHeaderAccessor.getSubscriptionId(headers);
		String destination = SimpMessageHeaderAccessor.getDestination(headers);
		if (session == null || subscription == null || destination == null) {
			return;
		}
		synchronized (this.monitor) {
			String before = this.destinations.computeIfAbsent(session, (key) -> new HashMap<>())
				.put(subscription, destination);
			this.interests.add(destination);
			if (before != null) {
				this.interests.remove(before);
			}
		}
	}

	@Override
	public void unregisterSubscription(Message<?> message) {
		this.delegate.unregisterSubscription(message);
		MessageHeaders headers = message.getHeaders();
		String session = SimpMessageHeaderAccessor.getSessionId(headers);
		String subscription = SimpMessageHeaderAccessor.getSubscriptionId(headers);
		synchronized (this.monitor) {
			Map<String, String> ofSession = this.destinations.get(session);
			String destination = (ofSession != null) ? ofSession.remove(subscription) : null;
			if (destination != null) {
				this.interests.remove(destination);
			}
		}
	}

	@Override
	public void unregisterAllSubscriptions(String sessionId) {
		this.delegate.unregisterAllSubscriptions(sessionId);
		synchronized (this.monitor) {
			Map<String, String> ofSession = this.destinations.remove(sessionId);
			if (ofSession != null) {
				ofSession.values().forEach(this.interests::remove);
			}
		}
	}

	@Override
	public MultiValueMap<String, String> findSubscriptions(Message<?> message) {
		MultiValueMap<String, String> found = this.delegate.findSubscriptions(message);
		MessageHeaders headers = message.getHeaders();
		String destination = SimpMessageHeaderAccessor.getDestination(headers);
		if (destination != null && message.getPayload() instanceof byte[] payload && !StompMessage.isRemote(message)) {
			this.fanout.send(destination, () -> StompMessage.of(destination, headers, payload).encode());
		}
		return found;
	}

}
