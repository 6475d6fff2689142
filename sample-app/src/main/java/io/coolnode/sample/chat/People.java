package io.coolnode.sample.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.user.SimpSession;
import org.springframework.messaging.simp.user.SimpUser;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionConnectedEvent;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnWorker;
import io.coolnode.websocket.SessionEvents;

/**
 * Who is online. Spring's registry of users and its session events speak of the people on
 * all workers.
 */
@Component
@ConditionalOnWorker
class People {

	private final SimpUserRegistry registry;

	private final Channel channel;

	private final Map<String, String> workers = new ConcurrentHashMap<>();

	People(SimpUserRegistry registry, Channel channel) {
		this.registry = registry;
		this.channel = channel;
	}

	@EventListener
	void connected(SessionConnectedEvent event) {
		String session = SimpMessageHeaderAccessor.getSessionId(event.getMessage().getHeaders());
		if (session != null) {
			this.workers.put(session, SessionEvents.worker(event).orElseGet(this.channel::code));
		}
	}

	@EventListener
	void disconnected(SessionDisconnectEvent event) {
		this.workers.remove(event.getSessionId());
	}

	List<Person> online() {
		return this.registry.getUsers()
			.stream()
			.flatMap(this::describe)
			.sorted(Comparator.comparing(Person::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Person::worker))
			.toList();
	}

	private Stream<Person> describe(SimpUser user) {
		return user.getSessions()
			.stream()
			.map((session) -> new Person(user.getName(), this.workers.getOrDefault(session.getId(), "?"),
					roomOf(session)))
			.distinct();
	}

	private static String roomOf(SimpSession session) {
		return session.getSubscriptions()
			.stream()
			.map((subscription) -> ChatRoom.ofTopic(subscription.getDestination()))
			.flatMap(Optional::stream)
			.map(ChatRoom::id)
			.findFirst()
			.orElse("");
	}

	/**
	 * Somebody who is online.
	 *
	 * @param name the name
	 * @param worker the code of the worker
	 * @param room the room, or nothing
	 */
	record Person(String name, String worker, String room) {

	}

}
