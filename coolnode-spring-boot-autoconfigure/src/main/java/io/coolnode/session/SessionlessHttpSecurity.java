package io.coolnode.session;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Lets Spring Security do without a session where it would create one by default. It
 * comes before what the application configures, which wins.
 */
public final class SessionlessHttpSecurity implements Customizer<HttpSecurity>, Ordered {

	private final ObjectProvider<RequestCache> requestCache;

	/**
	 * Create a customizer.
	 * @param requestCache the request cache of the application, which is not replaced
	 */
	public SessionlessHttpSecurity(ObjectProvider<RequestCache> requestCache) {
		this.requestCache = requestCache;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void customize(HttpSecurity http) {
		http.csrf((csrf) -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository()));
		if (this.requestCache.getIfUnique() == null) {
			http.requestCache((cache) -> cache.requestCache(new NullRequestCache()));
		}
	}

}
