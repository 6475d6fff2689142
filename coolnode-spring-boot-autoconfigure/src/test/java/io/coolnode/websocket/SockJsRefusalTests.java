package io.coolnode.websocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.handler.DefaultSockJsService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SockJsRefusal}.
 */
class SockJsRefusalTests {

	private final SockJsRefusal refusal = new SockJsRefusal();

	private final Object handler = new SockJsHttpRequestHandler(
			new DefaultSockJsService(new SimpleAsyncTaskScheduler()), new TextWebSocketHandler());

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@ValueSource(strings = { "xhr", "xhr_send", "xhr_streaming", "eventsource", "htmlfile" })
	void transportWhenItNeedsSeveralRequestsIsRefused(String transport) throws Exception {
		assertThat(this.refusal.preHandle(request("/000/abc/" + transport), this.response, this.handler)).isFalse();
		assertThat(this.response.getStatus()).isEqualTo(501);
		assertThat(this.response.getContentAsString()).contains("'" + transport + "'", "transports: ['websocket']");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/000/abc/websocket", "/websocket", "/info", "/iframe.html", "", "/a/b/unknown" })
	void requestWhenItIsAloneIsServed(String path) throws Exception {
		assertThat(this.refusal.preHandle(request(path), this.response, this.handler)).isTrue();
	}

	@Test
	void requestWhenItIsForAnotherHandlerIsServed() throws Exception {
		assertThat(this.refusal.preHandle(request("/000/abc/xhr"), this.response, new Object())).isTrue();
	}

	private static MockHttpServletRequest request(String path) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/ws" + path);
		request.setAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE, path);
		return request;
	}

}
