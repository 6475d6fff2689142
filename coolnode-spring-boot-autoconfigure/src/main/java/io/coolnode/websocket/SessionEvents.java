package io.coolnode.websocket;

import java.util.Optional;

import org.springframework.web.socket.messaging.AbstractSubProtocolEvent;

/**
 * Tells of which worker a session event speaks. With workers, each of them gets the
 * events {@code SessionConnectedEvent}, {@code SessionSubscribeEvent},
 * {@code SessionUnsubscribeEvent} and {@code SessionDisconnectEvent} of the sessions of
 * all. A listener that acts once per session, such as one that tells everybody, looks at
 * its own worker's only; one that keeps account of all sessions looks at all.
 * <p>
 * The event of another worker's session has the id of the session, the name of its user
 * as the user's {@code Principal}, and the id and destination of a subscription; it has
 * no session attributes and no other headers. It comes on a thread named
 * {@code coolnode-shared-sessions}. When a worker ends, its sessions are disconnected
 * with the status 1006 in all others.
 */
public final class SessionEvents {

	private SessionEvents() {
	}

	/**
	 * Return whether an event is of a session of this process.
	 * @param event a session event
	 * @return {@code false} if the session is another worker's
	 */
	public static boolean isLocal(AbstractSubProtocolEvent event) {
		return worker(event).isEmpty();
	}

	/**
	 * Return the other worker that an event is of.
	 * @param event a session event
	 * @return its code, or nothing if the session is of this process
	 */
	public static Optional<String> worker(AbstractSubProtocolEvent event) {
		return Optional.ofNullable(event.getMessage().getHeaders().get(SharedSessions.WORKER, String.class));
	}

}
