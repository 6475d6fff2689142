package io.coolnode.cache;

import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.CacheManager;

import io.coolnode.Channel;

/**
 * Warns of cache managers whose caches each worker has for itself. The first worker
 * speaks for all.
 */
public final class CacheWarnings implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(CacheWarnings.class);

	private static final long FIRST = 1;

	private static final Set<String> IN_MEMORY = Set.of(
			"org.springframework.cache.concurrent.ConcurrentMapCacheManager",
			"org.springframework.cache.caffeine.CaffeineCacheManager");

	private final ListableBeanFactory beanFactory;

	private final Channel channel;

	/**
	 * Create the warnings.
	 * @param beanFactory where cache managers may be
	 * @param channel tells which worker this is
	 */
	public CacheWarnings(ListableBeanFactory beanFactory, Channel channel) {
		this.beanFactory = beanFactory;
		this.channel = channel;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.channel.id() != FIRST) {
			return;
		}
		Map<String, CacheManager> managers = this.beanFactory.getBeansOfType(CacheManager.class, true, false);
		managers.forEach((name, manager) -> {
			Class<?> type = AopUtils.getTargetClass(manager);
			if (IN_MEMORY.contains(type.getName())) {
				logger.warn("Each worker has caches of its own: '" + name + "' is a " + type.getSimpleName()
						+ ". Set cool.cache.evict-everywhere=true, so that evictions reach all workers, "
						+ "or use a cache that they share, such as Redis");
			}
		});
	}

}
