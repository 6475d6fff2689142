package io.coolnode.autoconfigure;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.coolnode.Channel;
import io.coolnode.Cluster;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.ClusterView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the channels of {@link CoolNodeAutoConfiguration} in a standalone process.
 */
class ChannelAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CoolNodeAutoConfiguration.class));

	@Test
	void channelWhenThereIsNoOtherIsOurs() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(Channel.class);
			assertThat(context.getBean(InternalChannel.class).channel()).isSameAs(context.getBean(Channel.class));
		});
	}

	@Test
	void clusterIsThatOfTheChannelUnlessTheUserHasOne() {
		this.contextRunner.run((context) -> assertThat(context.getBean(Cluster.class))
			.isSameAs(context.getBean(Channel.class).cluster()));
		ClusterView own = ClusterView.standalone("one");
		this.contextRunner.withBean(Cluster.class, () -> own)
			.run((context) -> assertThat(context.getBean(Cluster.class)).isSameAs(own));
	}

	@Test
	void channelWhenTheUserHasOneIsTheUsers() {
		Channel own = (Channel) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Channel.class },
				(proxy, method, arguments) -> (method.getReturnType() == int.class) ? 1 : null);
		this.contextRunner.withBean(Channel.class, () -> own).run((context) -> {
			assertThat(context.getBean(Channel.class)).isNotInstanceOf(DefaultChannel.class);
			assertThat(context).hasSingleBean(InternalChannel.class);
		});
	}

}
