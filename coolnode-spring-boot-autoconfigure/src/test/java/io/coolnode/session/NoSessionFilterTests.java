package io.coolnode.session;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NoSessionFilter}.
 */
class NoSessionFilterTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void sessionWhenAskedForIsRefusedWithPropertyAndCauses() throws Exception {
		HttpServletRequest request = filter(new MockHttpServletRequest());
		assertThatExceptionOfType(SessionsForbiddenException.class).isThrownBy(() -> request.getSession(true))
			.withMessageContaining("cool.server.session=none")
			.withMessageContaining("flash attributes")
			.withMessageContaining("CSRF");
		assertThatExceptionOfType(SessionsForbiddenException.class).isThrownBy(request::getSession);
	}

	@Test
	void sessionWhenNotToBeCreatedIsNull() throws Exception {
		MockHttpServletRequest original = new MockHttpServletRequest();
		original.setSession(new MockHttpSession());
		assertThat(filter(original).getSession(false)).isNull();
	}

	@Test
	void sessionWhenSpringSecurityAsksForItIsRefusedWithItsRemedy() throws Exception {
		HttpServletRequest request = filter(new MockHttpServletRequest());
		HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
		assertUse(SessionUse.CSRF, () -> tokens.saveToken(tokens.generateToken(request), request, this.response));
		assertUse(SessionUse.REQUEST_CACHE, () -> new HttpSessionRequestCache().saveRequest(request, this.response));
	}

	@Test
	void sessionWhenFlashAttributesNeedItIsRefusedWithTheirRemedy() throws Exception {
		HttpServletRequest request = filter(new MockHttpServletRequest());
		FlashMap attributes = new FlashMap();
		attributes.put("message", "saved");
		assertUse(SessionUse.FLASH,
				() -> new SessionFlashMapManager().saveOutputFlashMap(attributes, request, this.response));
	}

	private static void assertUse(SessionUse use, Runnable action) {
		assertThatExceptionOfType(SessionsForbiddenException.class).isThrownBy(action::run)
			.withMessageContaining(use.remedy())
			.satisfies((ex) -> assertThat(ex.getUse()).isEqualTo(use));
	}

	private HttpServletRequest filter(MockHttpServletRequest original) throws Exception {
		HttpServletRequest[] seen = new HttpServletRequest[1];
		new NoSessionFilter().doFilter(original, this.response,
				(request, response) -> seen[0] = (HttpServletRequest) request);
		return seen[0];
	}

}
