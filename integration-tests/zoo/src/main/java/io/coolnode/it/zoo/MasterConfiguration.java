package io.coolnode.it.zoo;

import java.util.Arrays;
import java.util.TreeSet;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnMaster;

/**
 * What is for the master: a runner that notes all that lives in it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMaster
class MasterConfiguration {

	@Bean
	ApplicationRunner census(ConfigurableListableBeanFactory beans, Channel channel, Diary diary) {
		return (arguments) -> {
			if (!channel.isWorker()) {
				diary.note("census " + String.join(",", new TreeSet<>(Arrays.asList(beans.getSingletonNames()))));
			}
		};
	}

}
