package io.coolnode.autoconfigure;

import java.time.Duration;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.coolnode.Channel;
import io.coolnode.Cluster;
import io.coolnode.boot.NodeName;
import io.coolnode.boot.Role;
import io.coolnode.channel.ChannelListenerProcessor;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.ClusterView;

/**
 * Auto-configuration of the {@link Channel} in each role, and of what makes a master or a
 * worker.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties({ CoolServerProperties.class, CoolChannelProperties.class })
@Import({ MasterConfiguration.class, SchemaGuardConfiguration.class, WorkerConfiguration.class })
public final class CoolNodeAutoConfiguration {

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	static Duration drainTimeout(CoolServerProperties properties, Environment environment) {
		Duration own = properties.getDrainTimeout();
		return (own != null) ? own : DurationStyle.detectAndParse(environment.getProperty(PHASE_TIMEOUT, "30s"));
	}

	@Bean
	@ConditionalOnMissingBean
	DataCodec coolNodeDataCodec(ObjectProvider<JsonMapper> mapper) {
		return new DataCodec(mapper.getIfAvailable(JsonMapper::new));
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean(Channel.class)
	DefaultChannel coolNodeChannel(InternalChannel channel) {
		return channel.channel();
	}

	@Bean
	@ConditionalOnMissingBean
	Cluster coolNodeCluster(Channel channel) {
		return channel.cluster();
	}

	@Bean
	static ChannelListenerProcessor coolNodeChannelListenerProcessor(ObjectProvider<Channel> channel) {
		return new ChannelListenerProcessor(channel::getObject);
	}

	/**
	 * The channel of a process without a cluster.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.STANDALONE)
	static class StandaloneConfiguration {

		@Bean(destroyMethod = "close")
		@ConditionalOnMissingBean
		InternalChannel coolNodeInternalChannel(CoolServerProperties server, CoolChannelProperties properties,
				DataCodec codec) {
			ClusterView self = ClusterView.standalone(NodeName.of(server.getNode()));
			return DefaultChannel.standalone(self, properties.toSettings(), codec).internal();
		}

		@Bean
		StandaloneReadyListener coolNodeReadyListener(InternalChannel channel) {
			return new StandaloneReadyListener(channel.channel());
		}

	}

}
