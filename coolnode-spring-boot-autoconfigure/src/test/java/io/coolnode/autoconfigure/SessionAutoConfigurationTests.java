package io.coolnode.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.HashMap;

import javax.sql.DataSource;

import org.apache.catalina.session.StandardManager;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.rememberme.InMemoryTokenRepositoryImpl;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionOperations;

import io.coolnode.Channel;
import io.coolnode.boot.ProcessRoles;
import io.coolnode.session.NoSessionFilter;
import io.coolnode.session.ProcessLocalStateWarnings;
import io.coolnode.session.SharedSessionCheck;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SessionAutoConfigurationTests {

	private final WebApplicationContextRunner standalone = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(
				AutoConfigurations.of(SessionAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class))
		.withPropertyValues("server.port=0")
		.withBean(Channel.class, () -> channel(1));

	private final WebApplicationContextRunner worker = ProcessRoles.worker(this.standalone);

	@Test
	void workerWhenTomcatKeepsSessionsIsRefused() {
		this.worker.run((context) -> assertRefused(context, "StandardManager"));
	}

	@Test
	void workerWhenTomcatHasAnotherManagerStarts() {
		this.worker.withUserConfiguration(OtherManager.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void workerWhenSpringSessionUsesMapIsRefused() {
		this.worker.withUserConfiguration(MapSessions.class)
			.run((context) -> assertRefused(context, "MapSessionRepository"));
	}

	@Test
	void workerWhenRepositoryIsWithoutFilterIsRefusedForTomcat() {
		this.worker.withBean(MapSessionRepository.class, () -> new MapSessionRepository(new HashMap<>()))
			.run((context) -> assertRefused(context, "StandardManager"));
	}

	@Test
	void workerWhenSpringSessionUsesAnotherStoreStarts() {
		this.worker.withUserConfiguration(OtherSessions.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void workerWhenSpringSessionUsesDatabaseInsideProcessIsRefused() {
		this.worker.withUserConfiguration(JdbcSessions.class)
			.withBean(DataSource.class, () -> dataSource("jdbc:h2:mem:sessions"))
			.run((context) -> assertRefused(context, "jdbc:h2:mem:sessions"));
	}

	@Test
	void workerWhenSpringSessionUsesDatabaseOnServerStarts() {
		this.worker.withUserConfiguration(JdbcSessions.class)
			.withBean(DataSource.class, () -> dataSource("jdbc:h2:tcp://localhost/sessions"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void workerWhenSpringSessionIsMissingIsRefusedForTomcat() {
		this.worker.withClassLoader(new FilteredClassLoader("org.springframework.session"))
			.run((context) -> assertRefused(context, "StandardManager"));
	}

	@Test
	void workerWhenSessionIsNoneStartsWithFilter() {
		this.worker.withPropertyValues("cool.server.session=none").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SharedSessionCheck.class);
			assertThat(context.getBean("coolNodeNoSessionFilter")).hasFieldOrPropertyWithValue("filter.class",
					NoSessionFilter.class);
		});
	}

	@Test
	void standaloneProcessWhenSessionsAreInMemoryIsNotTouched() {
		this.standalone.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(SharedSessionCheck.class)
			.doesNotHaveBean(ProcessLocalStateWarnings.class));
	}

	@Test
	void firstWorkerWhenDatabaseIsInsideProcessWarnsOnce(CapturedOutput output) {
		this.worker.withPropertyValues("cool.server.session=none")
			.withBean(DataSource.class, () -> dataSource("jdbc:h2:mem:app"))
			.run((context) -> assertThat(output).containsOnlyOnce("jdbc:h2:mem:app"));
	}

	@Test
	void otherWorkerWhenDatabaseIsInsideProcessIsSilent(CapturedOutput output) {
		ProcessRoles
			.worker(new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
				.withConfiguration(AutoConfigurations.of(SessionAutoConfiguration.class,
						TomcatServletWebServerAutoConfiguration.class))
				.withBean(Channel.class, () -> channel(2)))
			.withPropertyValues("cool.server.session=none", "server.port=0")
			.withBean(DataSource.class, () -> dataSource("jdbc:h2:mem:app"))
			.run((context) -> assertThat(output).doesNotContain("jdbc:h2:mem:app"));
	}

	@Test
	void securityWhenSessionIsNoneNeedsNone(CapturedOutput output) {
		security(SessionlessUser.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("does not fit");
		});
	}

	@Test
	void securityWhenSessionIsNoneAndConfigurationNeedsOneSaysWhichLine(CapturedOutput output) {
		security(SessionUser.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("csrfTokenRepository(…) asks for a session")
				.containsOnlyOnce("requestCache(…) asks for a session")
				.containsOnlyOnce("sessionCreationPolicy(ALWAYS) asks for a session")
				.containsOnlyOnce("UsernamePasswordAuthenticationFilter asks for a session");
		});
	}

	@Test
	void securityWhenStateIsInMemoryWarnsWithRemedies(CapturedOutput output) {
		security(InMemorySecurity.class).withPropertyValues("cool.server.session=shared")
			.withUserConfiguration(OtherSessions.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce("SpringSessionBackedSessionRegistry")
					.containsOnlyOnce("JdbcTokenRepositoryImpl");
			});
	}

	@Test
	void securityWhenRememberMeKeyIsMadeUpWarns(CapturedOutput output) {
		security(RandomKey.class).run((context) -> assertThat(output).containsOnlyOnce("rememberMe().key(…)"));
	}

	private WebApplicationContextRunner security(Class<?> configuration) {
		return this.worker
			.withConfiguration(
					AutoConfigurations.of(SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class))
			.withPropertyValues("cool.server.session=none")
			.withBean(UserDetailsService.class, InMemoryUserDetailsManager::new)
			.withUserConfiguration(configuration);
	}

	private static void assertRefused(AssertableWebApplicationContext context, String found) {
		assertThat(context).hasFailed();
		assertThat(context.getStartupFailure()).hasMessageContaining(found)
			.hasMessageContaining("HTTP sessions would be kept in the memory of each worker");
	}

	private static DataSource dataSource(String url) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl(url);
		return dataSource;
	}

	private static Channel channel(long id) {
		return (Channel) Proxy.newProxyInstance(SessionAutoConfigurationTests.class.getClassLoader(),
				new Class<?>[] { Channel.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "id" -> id;
					case "toString" -> "worker " + id;
					case "hashCode" -> 1;
					case "equals" -> proxy == arguments[0];
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherManager {

		@Bean
		org.springframework.boot.web.server.WebServerFactoryCustomizer<TomcatServletWebServerFactory> manager() {
			return (factory) -> factory.addContextCustomizers((context) -> context.setManager(new StandardManager() {
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableSpringHttpSession
	static class MapSessions {

		@Bean
		MapSessionRepository sessions() {
			return new MapSessionRepository(new HashMap<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableSpringHttpSession
	static class OtherSessions {

		@Bean
		SessionRepository<MapSession> sessions() {
			MapSessionRepository delegate = new MapSessionRepository(new HashMap<>());
			return new SessionRepository<>() {

				@Override
				public MapSession createSession() {
					return delegate.createSession();
				}

				@Override
				public void save(MapSession session) {
					delegate.save(session);
				}

				@Override
				public MapSession findById(String id) {
					return delegate.findById(id);
				}

				@Override
				public void deleteById(String id) {
					delegate.deleteById(id);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableSpringHttpSession
	static class JdbcSessions {

		@Bean
		JdbcIndexedSessionRepository sessions() {
			JdbcOperations nowhere = new JdbcTemplate(new SimpleDriverDataSource());
			return new JdbcIndexedSessionRepository(nowhere, TransactionOperations.withoutTransaction()) {

				@Override
				public void afterPropertiesSet() {
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class SessionlessUser {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic((basic) -> {
				})
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class SessionUser {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository()))
				.requestCache((cache) -> cache.requestCache(new HttpSessionRequestCache()))
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.ALWAYS))
				.formLogin((form) -> {
				})
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class InMemorySecurity {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.sessionManagement((sessions) -> sessions.maximumSessions(1))
				.rememberMe((rememberMe) -> rememberMe.tokenRepository(new InMemoryTokenRepositoryImpl()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class RandomKey {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.rememberMe((rememberMe) -> {
			}).build();
		}

	}

}
