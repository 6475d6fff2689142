package io.coolnode.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportType;

/**
 * Refuses the transports of SockJS that need several requests to one worker: each of
 * these may reach another one. Its transport over a WebSocket needs but one.
 */
public final class SockJsRefusal implements HandlerInterceptor {

	static final String REMEDY = "With cool.server.workers greater than 0 the fallback transports of SockJS are "
			+ "refused, since their requests reach different workers. Let the client use the WebSocket "
			+ "transport alone, new SockJS(url, null, { transports: ['websocket'] }), or connect without SockJS, "
			+ "new WebSocket(url), to an endpoint without withSockJS().";

	private static final Log logger = LogFactory.getLog(SockJsRefusal.class);

	private static final int SEGMENTS = 3;

	private final AtomicBoolean warned = new AtomicBoolean();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		TransportType transport = (handler instanceof SockJsHttpRequestHandler) ? transport(request) : null;
		if (transport == null || transport == TransportType.WEBSOCKET) {
			return true;
		}
		String text = "The SockJS transport '" + transport + "' is refused. " + REMEDY;
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(text);
		}
		response.setStatus(HttpServletResponse.SC_NOT_IMPLEMENTED);
		response.setContentType("text/plain;charset=UTF-8");
		response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		return false;
	}

	private static @Nullable TransportType transport(HttpServletRequest request) {
		Object path = request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE);
		String[] segments = StringUtils.tokenizeToStringArray((path != null) ? path.toString() : "", "/");
		return (segments.length == SEGMENTS) ? TransportType.fromValue(segments[SEGMENTS - 1]) : null;
	}

}
