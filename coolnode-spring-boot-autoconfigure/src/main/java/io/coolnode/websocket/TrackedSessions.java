package io.coolnode.websocket;

import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.LoggingWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Lets {@link OpenSessions} and {@link Rooms} know the sessions of all WebSocket handlers
 * that are mapped to a path.
 */
public final class TrackedSessions implements InstantiationAwareBeanPostProcessor {

	private final ObjectProvider<OpenSessions> sessions;

	private final ObjectProvider<Rooms> rooms;

	/**
	 * Create what tracks sessions.
	 * @param sessions the open sessions
	 * @param rooms the rooms, which closed sessions leave
	 */
	public TrackedSessions(ObjectProvider<OpenSessions> sessions, ObjectProvider<Rooms> rooms) {
		this.sessions = sessions;
		this.rooms = rooms;
	}

	@Override
	@SuppressWarnings("unchecked")
	public boolean postProcessAfterInstantiation(Object bean, String beanName) {
		if (bean instanceof SimpleUrlHandlerMapping mapping) {
			((Map<String, Object>) mapping.getUrlMap()).replaceAll((path, handler) -> track(handler));
		}
		return true;
	}

	private Object track(Object handler) {
		if (handler.getClass() == WebSocketHttpRequestHandler.class) {
			WebSocketHttpRequestHandler original = (WebSocketHttpRequestHandler) handler;
			WebSocketHttpRequestHandler tracked = new WebSocketHttpRequestHandler(
					decorate(original.getWebSocketHandler()), original.getHandshakeHandler());
			tracked.setHandshakeInterceptors(original.getHandshakeInterceptors());
			return tracked;
		}
		if (handler.getClass() == SockJsHttpRequestHandler.class) {
			SockJsHttpRequestHandler original = (SockJsHttpRequestHandler) handler;
			return new SockJsHttpRequestHandler(original.getSockJsService(), decorate(original.getWebSocketHandler()));
		}
		return handler;
	}

	private WebSocketHandler decorate(WebSocketHandler handler) {
		WebSocketHandler inner = handler;
		if (inner instanceof ExceptionWebSocketHandlerDecorator decorator) {
			inner = decorator.getDelegate();
		}
		if (inner instanceof LoggingWebSocketHandlerDecorator decorator) {
			inner = decorator.getDelegate();
		}
		return new Tracker(inner, this.sessions.getObject(), this.rooms);
	}

	/**
	 * Tells when a session is opened and closed.
	 */
	private static final class Tracker extends WebSocketHandlerDecorator {

		private final OpenSessions sessions;

		private final ObjectProvider<Rooms> rooms;

		private Tracker(WebSocketHandler delegate, OpenSessions sessions, ObjectProvider<Rooms> rooms) {
			super(delegate);
			this.sessions = sessions;
			this.rooms = rooms;
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			this.sessions.opened(session);
			super.afterConnectionEstablished(session);
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) throws Exception {
			this.sessions.closed(session);
			try {
				super.afterConnectionClosed(session, closeStatus);
			}
			finally {
				this.rooms.ifAvailable((each) -> each.leaveAll(WebSocketMember.of(session)));
			}
		}

	}

}
