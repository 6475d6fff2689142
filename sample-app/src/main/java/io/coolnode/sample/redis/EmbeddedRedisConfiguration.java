package io.coolnode.sample.redis;

import java.util.Map;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import io.coolnode.ConditionalOnMaster;
import io.coolnode.WorkerPropertiesContributor;

/**
 * Starts a Redis in the master and tells the workers where it is, or this process if
 * there are none, unless {@code spring.data.redis.*} names another one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMaster
@Conditional(OnNoRedisCondition.class)
class EmbeddedRedisConfiguration {

	@Bean
	EmbeddedRedis embeddedRedis() {
		return EmbeddedRedis.start();
	}

	@Bean
	WorkerPropertiesContributor redisForWorkers(EmbeddedRedis redis) {
		return () -> Map.of("spring.data.redis.host", redis.host(), "spring.data.redis.port", redis.port(),
				"spring.data.redis.password", redis.password());
	}

	@Bean
	DataRedisConnectionDetails redisForThisProcess(EmbeddedRedis redis) {
		return new DataRedisConnectionDetails() {

			@Override
			public String getPassword() {
				return redis.password();
			}

			@Override
			public Standalone getStandalone() {
				return Standalone.of(redis.host(), redis.port());
			}

		};
	}

}
