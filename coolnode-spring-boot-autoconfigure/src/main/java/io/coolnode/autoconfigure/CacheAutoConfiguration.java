package io.coolnode.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.coolnode.Channel;
import io.coolnode.boot.Role;
import io.coolnode.cache.CacheWarnings;
import io.coolnode.cache.Evictions;
import io.coolnode.cache.SharedCaches;
import io.coolnode.channel.InternalChannel;

/**
 * Auto-configuration of what workers do about caches in memory.
 */
@AutoConfiguration(after = CoolNodeAutoConfiguration.class)
@ConditionalOnRole(Role.WORKER)
@ConditionalOnClass({ CacheManager.class, CacheInterceptor.class })
@EnableConfigurationProperties(CoolCacheProperties.class)
public final class CacheAutoConfiguration {

	private static final String PROPERTY = "cool.cache.evict-everywhere";

	/**
	 * Evictions that reach all workers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(PROPERTY)
	static class SharedConfiguration {

		@Bean
		static SharedCaches coolNodeSharedCaches(ObjectProvider<Evictions> evictions) {
			return new SharedCaches(evictions);
		}

		@Bean
		static Evictions coolNodeEvictions(ObjectProvider<InternalChannel> channel,
				ConfigurableBeanFactory beanFactory) {
			return new Evictions(channel, beanFactory.getBeanClassLoader());
		}

		@Bean
		SmartInitializingSingleton coolNodeEvictionsStarter(Evictions evictions) {
			return evictions::start;
		}

	}

	/**
	 * Caches that each worker has for itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = PROPERTY, havingValue = false, matchIfMissing = true)
	static class OwnConfiguration {

		@Bean
		CacheWarnings coolNodeCacheWarnings(ListableBeanFactory beanFactory, Channel channel) {
			return new CacheWarnings(beanFactory, channel);
		}

	}

}
