package io.coolnode.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import io.coolnode.boot.ProcessRoles;
import io.coolnode.cluster.DutyLeases;
import io.coolnode.redis.LeaseLibraryMissingException;
import io.coolnode.scheduling.RunOn;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchedulingAutoConfiguration}.
 */
class SchedulingAutoConfigurationTests {

	private final ApplicationContextRunner runner = ProcessRoles.master(
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SchedulingAutoConfiguration.class))
				.withBean(CoolServerProperties.class));

	private final ApplicationContextRunner redis = this.runner
		.withPropertyValues("cool.channel.redis.enabled=true", "cool.channel.redis.namespace=shop")
		.withBean(RedisConnectionFactory.class, Unreachable::new);

	@Test
	void dutiesWhenThereIsOneMachineAreNotLeased() {
		this.runner.withUserConfiguration(Chores.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DutyLeases.class));
	}

	@Test
	void dutiesWhenThereAreSeveralMachinesAreLeasedWhereMethodsRun() {
		this.redis.withPropertyValues("cool.channel.redis.member-timeout=4s")
			.withUserConfiguration(Chores.class)
			.run((context) -> {
				DutyLeases leases = context.getBean(DutyLeases.class);
				assertThat(leases.isShared("A")).isTrue();
				assertThat(leases.isShared("B")).isFalse();
				assertThat(leases.interval()).isEqualTo(Duration.ofMillis(200));
				assertThat(leases.remaining("A")).isZero();
			});
	}

	@Test
	void dutiesWhenAllMethodsRunEverywhereNeedNoLeases() {
		this.redis.withClassLoader(new FilteredClassLoader("net.javacrumbs.shedlock"))
			.withUserConfiguration(Everywhere.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DutyLeases.class).isShared("A")).isFalse();
			});
	}

	@Test
	void startWhenNothingKeepsTheLeasesFails() {
		this.redis.withClassLoader(new FilteredClassLoader("net.javacrumbs.shedlock"))
			.withUserConfiguration(Chores.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(LeaseLibraryMissingException.class));
	}

	@Test
	void leasesOfTheApplicationsOwnStay() {
		this.redis.withUserConfiguration(Chores.class)
			.withBean("mine", DutyLeases.class, DutyLeases::none)
			.run((context) -> assertThat(context).hasSingleBean(DutyLeases.class).hasBean("mine"));
	}

	/**
	 * A way to a Redis that is not there.
	 */
	static class Unreachable implements RedisConnectionFactory {

		@Override
		public RedisConnection getConnection() {
			throw new RedisConnectionFailureException("There is no Redis");
		}

		@Override
		public RedisClusterConnection getClusterConnection() {
			throw new RedisConnectionFailureException("There is no Redis");
		}

		@Override
		public RedisSentinelConnection getSentinelConnection() {
			throw new RedisConnectionFailureException("There is no Redis");
		}

		@Override
		public boolean getConvertPipelineAndTxResults() {
			return true;
		}

		@Override
		public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException ex) {
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Chores {

		@Scheduled(fixedDelay = 1000)
		void work() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Everywhere {

		@Scheduled(fixedDelay = 1000)
		@RunOn("all")
		void work() {
		}

	}

}
