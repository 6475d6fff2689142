package io.coolnode.test;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.coolnode.Channel;
import io.coolnode.autoconfigure.CoolChannelProperties;
import io.coolnode.autoconfigure.CoolNodeAutoConfiguration;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.InternalChannel;

/**
 * Auto-configuration of a {@link TestCluster}, and of the application's channel in it.
 */
@AutoConfiguration(before = CoolNodeAutoConfiguration.class)
final class TestClusterAutoConfiguration {

	@Bean
	TestCluster coolNodeTestCluster(@Value("${cool.test.code}") String code, @Value("${cool.test.workers}") int workers,
			CoolChannelProperties properties, DataCodec codec) {
		return new TestCluster(code, workers, properties.toSettings(), codec);
	}

	@Bean(destroyMethod = "")
	InternalChannel coolNodeInternalChannel(TestCluster cluster) {
		return cluster.application().internal();
	}

	@Bean
	Channel coolNodeChannel(TestCluster cluster, ObjectProvider<JsonMapper> mapper) {
		return new RecordingChannel(cluster.application(), mapper.getIfAvailable(JsonMapper::new),
				cluster.sentMessages());
	}

}
