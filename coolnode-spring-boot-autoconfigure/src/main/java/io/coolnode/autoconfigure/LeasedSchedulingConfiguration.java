package io.coolnode.autoconfigure;

import java.util.Set;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.ClassUtils;

import io.coolnode.boot.Role;
import io.coolnode.cluster.DutyLeases;
import io.coolnode.redis.LeaseLibraryMissingException;
import io.coolnode.redis.Leases;
import io.coolnode.scheduling.ScheduledTasksPostProcessor;

/**
 * What lets scheduled methods run on one of several machines at a time.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.MASTER)
@ConditionalOnBooleanProperty(LeasedSchedulingConfiguration.ENABLED)
@EnableConfigurationProperties(CoolRedisProperties.class)
class LeasedSchedulingConfiguration {

	static final String ENABLED = "cool.channel.redis.enabled";

	private static final String LOCKS = "net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider";

	@Bean
	@ConditionalOnMissingBean
	DutyLeases coolNodeDutyLeases(ScheduledTasksPostProcessor processor, CoolServerProperties server,
			CoolRedisProperties redis, ApplicationContext context) {
		Set<String> places = processor.places();
		if (places.isEmpty()) {
			return DutyLeases.none();
		}
		if (!ClassUtils.isPresent(LOCKS, context.getClassLoader())) {
			throw new LeaseLibraryMissingException(places);
		}
		Environment environment = context.getEnvironment();
		Leases leases = Leases.of(context.getBean(RedisConnectionFactory.class), redis.namespace(environment),
				redis.getMemberTimeout());
		return new LeasedDuties(places, processor.tasks(), leases,
				CoolNodeAutoConfiguration.drainTimeout(server, environment));
	}

}
