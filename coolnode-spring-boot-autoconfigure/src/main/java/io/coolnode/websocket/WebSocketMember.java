package io.coolnode.websocket;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * A WebSocket session as a member of rooms. A session takes one message at a time: what
 * the application itself sends over the same session at other times than from its handler
 * needs a {@code ConcurrentWebSocketSessionDecorator} around the session, which is then
 * the one to join with.
 */
public final class WebSocketMember implements RoomMember {

	private static final Log logger = LogFactory.getLog(WebSocketMember.class);

	private final WebSocketSession session;

	private WebSocketMember(WebSocketSession session) {
		this.session = session;
	}

	/**
	 * Return a session as a member.
	 * @param session the session
	 * @return the member, which equals any other one of the same session
	 */
	public static WebSocketMember of(WebSocketSession session) {
		return new WebSocketMember(session);
	}

	@Override
	public void send(RoomMessage message) throws IOException {
		if (message.isText()) {
			this.session.sendMessage(new TextMessage(message.text()));
		}
		else {
			this.session.sendMessage(new BinaryMessage(message.bytes()));
		}
	}

	@Override
	public void close() {
		try {
			this.session.close(CloseStatus.SERVICE_RESTARTED);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("A WebSocket session could not be closed", ex);
		}
	}

	@Override
	public void onClose(Runnable action) {
		// TrackedSessions knows when a session ends, whatever ends it
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof WebSocketMember other && this.session.getId().equals(other.session.getId());
	}

	@Override
	public int hashCode() {
		return this.session.getId().hashCode();
	}

	@Override
	public String toString() {
		return "WebSocket session " + this.session.getId();
	}

}
