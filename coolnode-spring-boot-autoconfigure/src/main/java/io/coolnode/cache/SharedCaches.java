package io.coolnode.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import io.coolnode.cache.Evictions.CacheId;

/**
 * Makes the caches in memory that cache managers hand out shared ones. Others, such as
 * those in Redis, stay as they are.
 */
public final class SharedCaches implements BeanPostProcessor, BeanFactoryAware, PriorityOrdered {

	private static final String CAFFEINE = "org.springframework.cache.caffeine.CaffeineCache";

	private final ObjectProvider<Evictions> evictions;

	private @Nullable BeanFactory beanFactory;

	/**
	 * Create what makes caches shared.
	 * @param evictions what tells other workers
	 */
	public SharedCaches(ObjectProvider<Evictions> evictions) {
		this.evictions = evictions;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof CacheManager manager) {
			return share(manager, beanName);
		}
		if (bean.getClass() == CacheInterceptor.class && this.beanFactory != null) {
			return LoadingCacheInterceptor.like((CacheInterceptor) bean, this.beanFactory);
		}
		return bean;
	}

	private Object share(CacheManager manager, String beanName) {
		ProxyFactory factory = new ProxyFactory(manager);
		factory.setProxyTargetClass(true);
		factory.addAdvice(new CacheLookup(beanName, this.evictions.getObject()));
		return factory.getProxy(manager.getClass().getClassLoader());
	}

	/**
	 * Makes each cache that a manager hands out a shared one.
	 */
	private static final class CacheLookup implements MethodInterceptor {

		private final String manager;

		private final Evictions evictions;

		private final Map<Cache, Cache> shared = new ConcurrentHashMap<>();

		private CacheLookup(String manager, Evictions evictions) {
			this.manager = manager;
			this.evictions = evictions;
		}

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			Object result = invocation.proceed();
			return (result instanceof Cache cache && invocation.getMethod().getName().equals("getCache"))
					? this.shared.computeIfAbsent(cache, this::share) : result;
		}

		private Cache share(Cache cache) {
			CacheId id = new CacheId(this.manager, cache.getName());
			Cache made = cache;
			if (cache.getClass() == ConcurrentMapCache.class) {
				made = new SharedMapCache((ConcurrentMapCache) cache, id, this.evictions);
			}
			else if (cache.getClass().getName().equals(CAFFEINE)) {
				made = CaffeineSharing.share(cache, id, this.evictions);
			}
			if (made != cache) {
				this.evictions.register(id, cache);
			}
			return made;
		}

	}

	/**
	 * Keeps the classes of Caffeine out of applications without it.
	 */
	private static final class CaffeineSharing {

		private static Cache share(Cache cache, CacheId id, Evictions evictions) {
			return SharedCaffeineCache.of((CaffeineCache) cache, id, evictions);
		}

	}

}
