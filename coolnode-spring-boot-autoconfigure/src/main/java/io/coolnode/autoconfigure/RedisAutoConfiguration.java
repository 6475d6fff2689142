package io.coolnode.autoconfigure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.Delay;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.StringUtils;

import io.coolnode.ConditionalOnMaster;
import io.coolnode.boot.MasterNode;
import io.coolnode.boot.NodeName;
import io.coolnode.boot.Role;
import io.coolnode.channel.InternalChannel;
import io.coolnode.redis.NodeSettings;
import io.coolnode.redis.RedisLocation;
import io.coolnode.redis.RedisNodes;

/**
 * Auto-configuration of what connects the masters of several machines.
 */
@AutoConfiguration(after = CoolNodeAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnBooleanProperty("cool.channel.redis.enabled")
@ConditionalOnRole(Role.MASTER)
@EnableConfigurationProperties(CoolRedisProperties.class)
public final class RedisAutoConfiguration {

	/**
	 * What runs in a master that can use Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RedisConnectionFactory.class)
	static class NodesConfiguration {

		@Bean(destroyMethod = "")
		@ConditionalOnMaster
		RedisNodes coolNodeRedisNodes(MasterNode master, InternalChannel channel, RedisConnectionFactory factory,
				CoolRedisProperties properties, CoolServerProperties server, CoolChannelProperties limits,
				Environment environment) {
			properties.validate();
			NodeSettings settings = new NodeSettings(NodeName.of(server.getNode()), properties.namespace(environment),
					secret(properties, factory), properties.getMemberTimeout(), properties.getMaxLength(),
					properties.getMaxAge(), limits.getBufferSize().toBytes());
			return new RedisNodes(settings, factory, master.nodes(), channel.cluster(), new MasterNodeListener(master));
		}

		private static @Nullable String secret(CoolRedisProperties properties, RedisConnectionFactory factory) {
			String secret = properties.getSecret();
			if (StringUtils.hasText(secret)) {
				return secret;
			}
			if (!RedisLocation.isOnThisMachine(factory)) {
				throw new InvalidConfigurationPropertyValueException("cool.channel.redis.secret", secret,
						"Redis is not on the loopback address, so the masters must prove to each other who they are."
								+ " Set the same long random text on all machines.");
			}
			return null;
		}

		@Bean
		@ConditionalOnMaster
		NodesLifecycle coolNodeNodesLifecycle(RedisNodes nodes) {
			return new NodesLifecycle(nodes);
		}

	}

	/**
	 * What makes Lettuce come back soon when Redis does.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Delay.class, ClientResourcesBuilderCustomizer.class })
	static class LettuceConfiguration {

		private static final Duration LONGEST = Duration.ofSeconds(1);

		@Bean
		ClientResourcesBuilderCustomizer coolNodeRedisReconnectDelay() {
			return (builder) -> builder
				.reconnectDelay(() -> Delay.equalJitter(Duration.ofMillis(1), LONGEST, 10, TimeUnit.MILLISECONDS));
		}

	}

	/**
	 * What refuses to start without Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.data.redis.connection.RedisConnectionFactory")
	static class MissingConfiguration {

		@Bean
		@ConditionalOnMaster
		RedisNodes coolNodeRedisNodes() {
			throw new InvalidConfigurationPropertyValueException("cool.channel.redis.enabled", true,
					"Spring Data Redis is not on the class path. Add spring-boot-starter-data-redis.");
		}

	}

}
