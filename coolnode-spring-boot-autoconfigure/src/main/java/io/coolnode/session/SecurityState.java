package io.coolnode.session;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.security.web.authentication.rememberme.InMemoryTokenRepositoryImpl;
import org.springframework.security.web.authentication.rememberme.PersistentTokenBasedRememberMeServices;
import org.springframework.security.web.authentication.rememberme.PersistentTokenRepository;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.security.web.session.ConcurrentSessionFilter;

/**
 * What Spring Security keeps in the memory of each process.
 */
public final class SecurityState implements ProcessLocalState {

	private static final String REGISTRY = "Each worker counts the sessions of a user for itself: Spring Security "
			+ "uses a SessionRegistryImpl, which is in memory. Define a SpringSessionBackedSessionRegistry bean "
			+ "(spring.session.data.redis.repository-type=indexed)";

	private static final String TOKENS = "Each worker has remember-me tokens of its own: Spring Security uses an "
			+ "InMemoryTokenRepositoryImpl. Use rememberMe().tokenRepository(…) with a JdbcTokenRepositoryImpl";

	private static final String KEY = "Each worker signs remember-me tokens with a key of its own: it looks like "
			+ "the random one that Spring Security makes up. Set rememberMe().key(…) to a secret that all workers share";

	private final ObjectProvider<SecurityFilterChain> chains;

	/**
	 * Create the state.
	 * @param chains the filters of Spring Security
	 */
	public SecurityState(ObjectProvider<SecurityFilterChain> chains) {
		this.chains = chains;
	}

	@Override
	public List<String> find() {
		return this.chains.stream()
			.flatMap((chain) -> chain.getFilters().stream())
			.flatMap((filter) -> describe(filter).stream())
			.distinct()
			.toList();
	}

	private static Optional<String> describe(Filter filter) {
		if (filter instanceof ConcurrentSessionFilter) {
			return FieldReader.read(filter, SessionRegistry.class)
				.filter(SessionRegistryImpl.class::isInstance)
				.map((registry) -> REGISTRY);
		}
		if (filter instanceof RememberMeAuthenticationFilter rememberMe) {
			return describe(rememberMe.getRememberMeServices());
		}
		return Optional.empty();
	}

	private static Optional<String> describe(RememberMeServices services) {
		if (services instanceof PersistentTokenBasedRememberMeServices) {
			return FieldReader.read(services, PersistentTokenRepository.class)
				.filter(InMemoryTokenRepositoryImpl.class::isInstance)
				.map((tokens) -> TOKENS);
		}
		if (services instanceof TokenBasedRememberMeServices tokenBased && isRandom(tokenBased.getKey())) {
			return Optional.of(KEY);
		}
		return Optional.empty();
	}

	private static boolean isRandom(String key) {
		try {
			return UUID.fromString(key).version() == 4;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
