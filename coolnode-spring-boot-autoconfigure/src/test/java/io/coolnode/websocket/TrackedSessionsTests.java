package io.coolnode.websocket;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.handler.DefaultSockJsService;

import io.coolnode.Subscription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrackedSessions} and {@link OpenSessions}.
 */
class TrackedSessionsTests {

	private final OpenSessions open = new OpenSessions();

	private final List<RoomMember> left = new ArrayList<>();

	private final List<String> seen = new ArrayList<>();

	private final WebSocketHandler handler = new TextWebSocketHandler() {

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
			TrackedSessionsTests.this.seen.add("closed " + session.getId());
		}

	};

	@Test
	void sessionsWhenProcessStopsAreClosedForRestart() throws Exception {
		SimpleUrlHandlerMapping mapping = track(new WebSocketHttpRequestHandler(this.handler));
		WebSocketHandler tracked = ((WebSocketHttpRequestHandler) mapping.getUrlMap().get("/ws")).getWebSocketHandler();
		FakeSession early = new FakeSession("early");
		FakeSession gone = new FakeSession("gone");
		FakeSession late = new FakeSession("late");
		tracked.afterConnectionEstablished(early.session);
		tracked.afterConnectionEstablished(gone.session);
		tracked.afterConnectionClosed(gone.session, CloseStatus.NORMAL);
		this.open.restart();
		Awaitility.await().until(() -> early.status != null);
		tracked.afterConnectionEstablished(late.session);
		assertThat(early.status).isEqualTo(CloseStatus.SERVICE_RESTARTED);
		assertThat(late.status).isEqualTo(CloseStatus.SERVICE_RESTARTED);
		assertThat(gone.status).isNull();
		assertThat(this.seen).containsExactly("closed gone");
		assertThat(this.left).containsExactly(WebSocketMember.of(gone.session));
	}

	@Test
	void sessionWhenItComesBySockJsIsTrackedToo() throws Exception {
		SimpleUrlHandlerMapping mapping = track(
				new SockJsHttpRequestHandler(new DefaultSockJsService(new SimpleAsyncTaskScheduler()), this.handler));
		WebSocketHandler tracked = ((SockJsHttpRequestHandler) mapping.getUrlMap().get("/ws")).getWebSocketHandler();
		FakeSession session = new FakeSession("session");
		tracked.afterConnectionEstablished(session.session);
		this.open.restart();
		Awaitility.await().until(() -> session.status != null);
	}

	@Test
	void handlerWhenItIsAnothersStaysAsItIs() {
		Object own = new WebSocketHttpRequestHandler(this.handler) {
		};
		Object other = new Object();
		assertThat(track(own).getUrlMap().get("/ws")).isSameAs(own);
		assertThat(track(other).getUrlMap().get("/ws")).isSameAs(other);
	}

	private SimpleUrlHandlerMapping track(Object handler) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("open", this.open);
		beans.addBean("rooms", new LeftRooms());
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/ws", handler));
		new TrackedSessions(beans.getBeanProvider(OpenSessions.class), beans.getBeanProvider(Rooms.class))
			.postProcessAfterInstantiation(mapping, "mapping");
		return mapping;
	}

	/**
	 * Rooms that know who has left.
	 */
	private final class LeftRooms implements Rooms {

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
			TrackedSessionsTests.this.left.add(member);
		}

		@Override
		public Recipients to(String room) {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * A session that keeps how it was closed.
	 */
	private static final class FakeSession {

		private final WebSocketSession session;

		private volatile CloseStatus status;

		private FakeSession(String id) {
			this.session = (WebSocketSession) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { WebSocketSession.class }, (proxy, method, arguments) -> switch (method.getName()) {
						case "getId", "toString" -> id;
						case "hashCode" -> id.hashCode();
						case "equals" -> proxy == arguments[0];
						case "close" -> {
							this.status = (CloseStatus) arguments[0];
							yield null;
						}
						default -> throw new UnsupportedOperationException(method.getName());
					});
		}

	}

}
