package io.coolnode.cache;

import java.util.Collection;
import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.CacheableOperation;

/**
 * Lets a value that {@code @Cacheable} has loaded be stored without a word to other
 * workers: what they have loaded themselves is as good. Only {@code @CachePut} tells
 * them.
 */
final class LoadingCacheInterceptor extends CacheInterceptor {

	/**
	 * Create an interceptor with the configuration of another one.
	 * @param original the other one
	 * @param beanFactory where to look for a cache manager
	 * @return the interceptor
	 */
	static LoadingCacheInterceptor like(CacheInterceptor original, BeanFactory beanFactory) {
		LoadingCacheInterceptor interceptor = new LoadingCacheInterceptor();
		interceptor.configure(original::getErrorHandler, original::getKeyGenerator, original::getCacheResolver, null);
		interceptor.setCacheOperationSource(original.getCacheOperationSource());
		interceptor.setBeanFactory(beanFactory);
		return interceptor;
	}

	@Override
	protected Collection<? extends Cache> getCaches(CacheOperationInvocationContext<CacheOperation> context,
			CacheResolver cacheResolver) {
		Collection<? extends Cache> caches = super.getCaches(context, cacheResolver);
		if (!(context.getOperation() instanceof CacheableOperation)) {
			return caches;
		}
		List<Cache> local = caches.stream().map(LoadingCacheInterceptor::local).toList();
		return local;
	}

	private static Cache local(Cache cache) {
		return (cache instanceof SharedCache shared) ? shared.local() : cache;
	}

}
