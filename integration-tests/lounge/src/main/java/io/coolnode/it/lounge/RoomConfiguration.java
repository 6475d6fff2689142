package io.coolnode.it.lounge;

import java.io.IOException;
import java.util.Objects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.coolnode.Channel;
import io.coolnode.websocket.Rooms;
import io.coolnode.websocket.SseMember;
import io.coolnode.websocket.WebSocketMember;

/**
 * Rooms of WebSockets without STOMP, and of streams of server-sent events.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class RoomConfiguration {

	@Bean
	WebSocketConfigurer plainWebSocket(Rooms rooms) {
		return (registry) -> registry.addHandler(new PlainHandler(rooms), "/plain");
	}

	/**
	 * Takes the query for the room, and tells the others there what it receives.
	 */
	private static final class PlainHandler extends TextWebSocketHandler {

		private final Rooms rooms;

		private PlainHandler(Rooms rooms) {
			this.rooms = rooms;
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			this.rooms.join(roomOf(session), WebSocketMember.of(session));
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) {
			this.rooms.to(roomOf(session)).except(WebSocketMember.of(session)).send(message.getPayload());
		}

		private static String roomOf(WebSocketSession session) {
			return Objects.requireNonNull(session.getUri()).getQuery();
		}

	}

	/**
	 * Lets streams into rooms, and sends there.
	 */
	@RestController
	static class RoomController {

		private final Rooms rooms;

		private final Channel channel;

		RoomController(Rooms rooms, Channel channel) {
			this.rooms = rooms;
			this.channel = channel;
		}

		@GetMapping("/stream")
		SseEmitter stream(@RequestParam String room) throws IOException {
			SseEmitter emitter = new SseEmitter(0L);
			emitter.send(SseEmitter.event().comment("the client gets the headers with this"));
			this.rooms.join(room, SseMember.of(emitter));
			return emitter;
		}

		@PostMapping("/rooms")
		void send(@RequestParam String room, @RequestParam int count) {
			for (int number = 1; number <= count; number++) {
				this.rooms.to(room).send(new Note(this.channel.code(), number));
			}
		}

	}

}
