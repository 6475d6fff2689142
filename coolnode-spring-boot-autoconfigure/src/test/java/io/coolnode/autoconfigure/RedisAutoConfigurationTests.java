package io.coolnode.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.coolnode.boot.MasterNode;
import io.coolnode.boot.ProcessRoles;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.ClusterSettings;
import io.coolnode.cluster.DutyLeases;
import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.process.PrefixedOutput;
import io.coolnode.redis.RedisNodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisAutoConfiguration}. No Redis listens on the port that is used.
 */
class RedisAutoConfigurationTests {

	private final ApplicationContextRunner base = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RedisAutoConfiguration.class, DataRedisAutoConfiguration.class))
		.withUserConfiguration(Surroundings.class)
		.withPropertyValues("cool.channel.redis.enabled=true", "cool.server.node=one",
				"spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1");

	private final ApplicationContextRunner master = ProcessRoles.master(this.base);

	@Test
	void nodesWhenEnabledInMasterAreThereAndRedisMayBeAway() {
		this.master.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(RedisNodes.class)
			.hasSingleBean(NodesLifecycle.class)
			.hasSingleBean(ClientResourcesBuilderCustomizer.class));
	}

	@Test
	void nodesWhenNotEnabledOrInWorkerAreMissing() {
		this.master.withPropertyValues("cool.channel.redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisNodes.class)
				.doesNotHaveBean(ClientResourcesBuilderCustomizer.class));
		ProcessRoles.worker(this.base).run((context) -> assertThat(context).doesNotHaveBean(RedisNodes.class));
	}

	@Test
	void nodesWhenSpringDataRedisIsMissingFailTheStart() {
		this.master.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("cool.channel.redis.enabled"));
	}

	@Test
	void secretWhenRedisIsElsewhereIsRequired() {
		this.master.withPropertyValues("spring.data.redis.host=redis.example")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("cool.channel.redis.secret"));
		this.master
			.withPropertyValues("spring.data.redis.sentinel.master=one", "spring.data.redis.sentinel.nodes=127.0.0.1:1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("cool.channel.redis.secret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cool.channel.redis.member-timeout=1s", "cool.channel.redis.max-age=9s",
			"cool.channel.redis.max-length=10", "cool.server.node=a/b" })
	void propertyWhenOutOfRangeIsRefused(String property) {
		this.master.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

	/**
	 * What a master has besides.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ CoolServerProperties.class, CoolChannelProperties.class })
	static class Surroundings {

		@Bean
		MasterNode master(CoolServerProperties server, CoolChannelProperties channel,
				ApplicationEventPublisher publisher) {
			ClusterSettings cluster = new ClusterSettings("one", 2, 0, 1, Duration.ofSeconds(1), Duration.ofSeconds(3),
					server.getRecycle().toSettings(), Duration.ZERO, Duration.ZERO, 1, Duration.ZERO, Duration.ZERO,
					server.getCrash().toSettings(), false);
			return new MasterNode(
					new MasterNode.Settings(cluster, channel.toSettings(), 0, List.of(), null, 0, 1,
							PortSharing.INHERIT, false),
					new DataCodec(JsonMapper.shared()), new PrefixedOutput(System.out, System.err), List.of(),
					DutyLeases.none(), publisher);
		}

		@Bean(destroyMethod = "close")
		InternalChannel channel(MasterNode master) {
			return master.channel().internal();
		}

	}

}
