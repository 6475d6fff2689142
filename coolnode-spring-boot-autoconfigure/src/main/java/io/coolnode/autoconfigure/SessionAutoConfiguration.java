package io.coolnode.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.session.web.http.SessionRepositoryFilter;

import io.coolnode.Channel;
import io.coolnode.boot.Role;
import io.coolnode.session.DatabaseState;
import io.coolnode.session.NoSessionFilter;
import io.coolnode.session.ProcessLocalState;
import io.coolnode.session.ProcessLocalStateWarnings;
import io.coolnode.session.SecurityState;
import io.coolnode.session.SessionStore;
import io.coolnode.session.SessionlessHttpSecurity;
import io.coolnode.session.SessionlessSecurityState;
import io.coolnode.session.SharedSessionCheck;
import io.coolnode.session.SpringSessionStore;

/**
 * Auto-configuration of what workers do about HTTP sessions and other state that they do
 * not share.
 */
@AutoConfiguration(after = CoolNodeAutoConfiguration.class)
@ConditionalOnRole(Role.WORKER)
public final class SessionAutoConfiguration {

	private static final String PROPERTY = "cool.server.session";

	@Bean
	ProcessLocalStateWarnings coolNodeStateWarnings(List<ProcessLocalState> states, Channel channel) {
		return new ProcessLocalStateWarnings(states, channel);
	}

	@Bean
	DatabaseState coolNodeDatabaseState(ConfigurableListableBeanFactory beanFactory) {
		return new DatabaseState(beanFactory);
	}

	/**
	 * Sessions that must be shared.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "shared", matchIfMissing = true)
	static class SharedConfiguration {

		@Bean
		SharedSessionCheck coolNodeSessionCheck(List<SessionStore> stores) {
			return new SharedSessionCheck(stores);
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		TomcatSessionStore coolNodeTomcatSessionStore(ApplicationContext context) {
			return new TomcatSessionStore(context);
		}

	}

	/**
	 * Sessions of Spring Session.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "shared", matchIfMissing = true)
	@ConditionalOnClass(SessionRepositoryFilter.class)
	static class SpringSessionConfiguration {

		@Bean
		@Order(0)
		SpringSessionStore coolNodeSpringSessionStore(ListableBeanFactory beanFactory,
				ObjectProvider<SessionDataSource> dataSource) {
			return new SpringSessionStore(beanFactory, () -> {
				SessionDataSource known = dataSource.getIfAvailable();
				return (known != null) ? known.get() : null;
			});
		}

	}

	/**
	 * Sessions of Spring Session in a database.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SpringSessionDataSource.class)
	static class JdbcSessionConfiguration {

		@Bean
		SessionDataSource coolNodeSessionDataSource(
				@SpringSessionDataSource ObjectProvider<DataSource> sessionDataSource,
				ObjectProvider<DataSource> dataSource) {
			return () -> sessionDataSource.getIfAvailable(dataSource::getIfUnique);
		}

	}

	/**
	 * No sessions.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "none")
	static class NoneConfiguration {

		/**
		 * Just after the filter of Spring Session.
		 */
		private static final int ORDER = Integer.MIN_VALUE + 51;

		@Bean
		FilterRegistrationBean<NoSessionFilter> coolNodeNoSessionFilter() {
			FilterRegistrationBean<NoSessionFilter> registration = new FilterRegistrationBean<>(new NoSessionFilter());
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
			registration.setOrder(ORDER);
			return registration;
		}

	}

	/**
	 * No sessions in Spring Security either.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "none")
	@ConditionalOnClass({ HttpSecurity.class, SecurityFilterChain.class })
	static class NoneSecurityConfiguration {

		@Bean
		SessionlessHttpSecurity coolNodeSessionlessHttpSecurity(ObjectProvider<RequestCache> requestCache) {
			return new SessionlessHttpSecurity(requestCache);
		}

		@Bean
		SessionlessSecurityState coolNodeSessionlessSecurityState(ListableBeanFactory beanFactory) {
			return new SessionlessSecurityState(beanFactory);
		}

	}

	/**
	 * What Spring Security keeps in memory.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpSecurity.class, SecurityFilterChain.class })
	static class SecurityConfiguration {

		@Bean
		SecurityState coolNodeSecurityState(ObjectProvider<SecurityFilterChain> chains) {
			return new SecurityState(chains);
		}

	}

}
