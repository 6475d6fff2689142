package io.coolnode.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.session.ForceEagerSessionCreationFilter;

/**
 * What an application has configured in Spring Security that needs a session, although it
 * was told to have none.
 */
public final class SessionlessSecurityState implements ProcessLocalState {

	private final ListableBeanFactory beanFactory;

	/**
	 * Create the state.
	 * @param beanFactory where the filters of Spring Security are
	 */
	public SessionlessSecurityState(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public List<String> find() {
		return this.beanFactory.getBeansOfType(SecurityFilterChain.class)
			.entrySet()
			.stream()
			.flatMap((chain) -> chain.getValue()
				.getFilters()
				.stream()
				.flatMap((filter) -> describe(chain.getKey(), filter).stream()))
			.toList();
	}

	private static Optional<String> describe(String chain, Filter filter) {
		if (filter instanceof CsrfFilter) {
			return FieldReader.read(filter, CsrfTokenRepository.class)
				.filter(HttpSessionCsrfTokenRepository.class::isInstance)
				.map((tokens) -> describe(chain, "csrfTokenRepository(…)", SessionUse.CSRF));
		}
		if (filter instanceof ExceptionTranslationFilter) {
			return FieldReader.read(filter, RequestCache.class)
				.filter(HttpSessionRequestCache.class::isInstance)
				.map((cache) -> describe(chain, "requestCache(…)", SessionUse.REQUEST_CACHE));
		}
		if (filter instanceof ForceEagerSessionCreationFilter) {
			return Optional.of(describe(chain, "sessionCreationPolicy(ALWAYS)", SessionUse.ALWAYS));
		}
		if (filter instanceof AbstractAuthenticationProcessingFilter) {
			return FieldReader.read(filter, SecurityContextRepository.class)
				.filter(SessionlessSecurityState::isInSession)
				.map((contexts) -> describe(chain, "login by " + filter.getClass().getSimpleName(), SessionUse.LOGIN));
		}
		return Optional.empty();
	}

	private static boolean isInSession(SecurityContextRepository contexts) {
		if (contexts instanceof DelegatingSecurityContextRepository) {
			return FieldReader.read(contexts, List.class)
				.map(List::stream)
				.orElseGet(Stream::empty)
				.anyMatch(HttpSessionSecurityContextRepository.class::isInstance);
		}
		return contexts instanceof HttpSessionSecurityContextRepository;
	}

	private static String describe(String chain, String line, SessionUse use) {
		return "Requests will fail since cool.server.session=none does not fit the security filter chain '" + chain
				+ "': its " + line + " asks for a session. Instead, " + use.remedy();
	}

}
