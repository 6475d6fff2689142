package io.coolnode.session;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

/**
 * Lets no request have a session: one that would create it gets an exception.
 */
public final class NoSessionFilter implements Filter {

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(withoutSession(request), response);
	}

	private static ServletRequest withoutSession(ServletRequest request) {
		if (request instanceof HttpServletRequest http
				&& WebUtils.getNativeRequest(request, NoSessionRequest.class) == null) {
			return new NoSessionRequest(http);
		}
		return request;
	}

	/**
	 * A request without a session.
	 */
	private static final class NoSessionRequest extends HttpServletRequestWrapper {

		private NoSessionRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public HttpSession getSession() {
			throw new SessionsForbiddenException(SessionUse.current());
		}

		@Override
		public @Nullable HttpSession getSession(boolean create) {
			return create ? getSession() : null;
		}

		@Override
		public boolean isRequestedSessionIdValid() {
			return false;
		}

	}

}
