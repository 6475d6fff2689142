package io.coolnode.session;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The usual reasons for which a session comes into being, by the class that asks for it.
 */
enum SessionUse {

	/**
	 * The token against forged requests.
	 */
	CSRF("org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository", "Spring Security for its CSRF token",
			"let http.csrf(…) have csrfTokenRepository(new CookieCsrfTokenRepository())"),

	/**
	 * The request that waits for a login.
	 */
	REQUEST_CACHE("org.springframework.security.web.savedrequest.HttpSessionRequestCache",
			"Spring Security to remember the request until the user has logged in",
			"let http.requestCache(…) have requestCache(new NullRequestCache()) or a CookieRequestCache"),

	/**
	 * The login.
	 */
	LOGIN("org.springframework.security.web.context.HttpSessionSecurityContextRepository",
			"Spring Security to keep a login",
			"use http.httpBasic(…), tokens, or a SecurityContextRepository that needs no session"),

	/**
	 * The request to a provider of logins.
	 */
	OAUTH2("org.springframework.security.oauth2.client.web.HttpSession", "Spring Security for a login with OAuth 2",
			"use a resource server with tokens, or set cool.server.session=shared and keep sessions in a store that "
					+ "all workers share"),

	/**
	 * The reason why a login failed.
	 */
	LOGIN_FAILURE("org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler",
			"Spring Security to keep the reason why a login failed",
			"let its authentication failure handler have setAllowSessionCreation(false)"),

	/**
	 * A session for every request.
	 */
	ALWAYS("org.springframework.security.web.session.ForceEagerSessionCreationFilter",
			"Spring Security for every request",
			"let http.sessionManagement(…) have sessionCreationPolicy(SessionCreationPolicy.STATELESS)"),

	/**
	 * Attributes for the request after a redirect.
	 */
	FLASH("org.springframework.web.servlet.support.SessionFlashMapManager", "the flash attributes of a redirect",
			"use query parameters, or a FlashMapManager bean that needs no session"),

	/**
	 * Attributes of a controller.
	 */
	SESSION_ATTRIBUTES("org.springframework.web.bind.support.DefaultSessionAttributeStore", "@SessionAttributes",
			"keep these attributes elsewhere"),

	/**
	 * A scope of beans.
	 */
	SESSION_SCOPE("org.springframework.web.context.request.SessionScope", "a bean of the session scope",
			"keep its state elsewhere");

	private final String caller;

	private final String what;

	private final String remedy;

	SessionUse(String caller, String what, String remedy) {
		this.caller = caller;
		this.what = what;
		this.remedy = remedy;
	}

	/**
	 * Find out what is asking for a session on this thread.
	 * @return the use, or {@code null} if it is none of these
	 */
	static @Nullable SessionUse current() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map((frame) -> of(frame.getClassName()))
				.filter((use) -> use != null)
				.findFirst()
				.orElse(null));
	}

	private static @Nullable SessionUse of(String className) {
		return Arrays.stream(values()).filter((use) -> className.startsWith(use.caller)).findFirst().orElse(null);
	}

	String what() {
		return this.what;
	}

	String remedy() {
		return this.remedy;
	}

}
