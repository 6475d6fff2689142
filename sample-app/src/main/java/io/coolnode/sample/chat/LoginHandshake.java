package io.coolnode.sample.chat;

import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Opens WebSockets for those who are logged in.
 */
class LoginHandshake extends DefaultHandshakeHandler implements HandshakeInterceptor {

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		boolean known = nameOf(request) != null;
		if (!known) {
			response.setStatusCode(HttpStatus.UNAUTHORIZED);
		}
		return known;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		// nothing is left to do
	}

	@Override
	protected @Nullable Principal determineUser(ServerHttpRequest request, WebSocketHandler handler,
			Map<String, Object> attributes) {
		String name = nameOf(request);
		return (name != null) ? new User(name) : null;
	}

	private static @Nullable String nameOf(ServerHttpRequest request) {
		return Login.get(((ServletServerHttpRequest) request).getServletRequest().getSession(false));
	}

	/**
	 * The user of a WebSocket.
	 *
	 * @param name the name
	 */
	private record User(String name) implements Principal {

		@Override
		public String getName() {
			return this.name;
		}

	}

}
