package io.coolnode.websocket;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A STOMP session as the other workers know it.
 *
 * @param user the name of its user, or {@code null} if it has none
 * @param subscriptions the destinations of its subscriptions, by their ids
 */
record StompSession(@Nullable String user, Map<String, String> subscriptions) {

	StompSession {
		subscriptions = Map.copyOf(subscriptions);
	}

	StompSession with(String subscription, String destination) {
		Map<String, String> changed = new LinkedHashMap<>(this.subscriptions);
		changed.put(subscription, destination);
		return new StompSession(this.user, changed);
	}

	StompSession without(String subscription) {
		Map<String, String> changed = new LinkedHashMap<>(this.subscriptions);
		changed.remove(subscription);
		return new StompSession(this.user, changed);
	}

}
