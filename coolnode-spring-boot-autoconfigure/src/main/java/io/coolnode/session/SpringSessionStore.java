package io.coolnode.session;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * The repository of Spring Session, which counts only if its filter is there too.
 */
public final class SpringSessionStore implements SessionStore {

	private static final String JDBC_REPOSITORY = "org.springframework.session.jdbc.JdbcIndexedSessionRepository";

	private final ListableBeanFactory beanFactory;

	private final Supplier<@Nullable DataSource> dataSource;

	/**
	 * Create a store.
	 * @param beanFactory where its beans may be
	 * @param dataSource gives what a repository in a database uses
	 */
	public SpringSessionStore(ListableBeanFactory beanFactory, Supplier<@Nullable DataSource> dataSource) {
		this.beanFactory = beanFactory;
		this.dataSource = dataSource;
	}

	@Override
	public Optional<Finding> inspect() {
		if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, SessionRepositoryFilter.class, false,
				false).length == 0) {
			return Optional.empty();
		}
		SessionRepository<?> repository = this.beanFactory.getBeanProvider(SessionRepository.class).getIfUnique();
		return Optional.of((repository != null) ? inspect(repository) : Finding.shared());
	}

	private Finding inspect(SessionRepository<?> repository) {
		if (repository instanceof MapSessionRepository) {
			return Finding.inMemory("Spring Session uses a MapSessionRepository");
		}
		if (isJdbc(AopUtils.getTargetClass(repository))) {
			DataSource used = this.dataSource.get();
			Optional<String> url = (used != null) ? InProcessDatabase.urlOf(used) : Optional.empty();
			return url
				.map((found) -> Finding
					.inMemory("Spring Session uses the database " + found + ", which lives inside each process"))
				.orElseGet(Finding::shared);
		}
		return Finding.shared();
	}

	private static boolean isJdbc(Class<?> type) {
		return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
			.anyMatch((each) -> each.getName().equals(JDBC_REPOSITORY));
	}

}
