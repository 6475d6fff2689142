package io.coolnode.cache;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.core.serializer.support.SerializationDelegate;

import io.coolnode.cache.Evictions.CacheId;

/**
 * A cache in a map that is shared.
 */
final class SharedMapCache extends ConcurrentMapCache implements SharedCache {

	private final ConcurrentMapCache local;

	private final CacheId id;

	private final Evictions evictions;

	SharedMapCache(ConcurrentMapCache local, CacheId id, Evictions evictions) {
		super(local.getName(), local.getNativeCache(), local.isAllowNullValues(), serialization(local));
		this.local = local;
		this.id = id;
		this.evictions = evictions;
	}

	private static @Nullable SerializationDelegate serialization(ConcurrentMapCache cache) {
		return cache.isStoreByValue() ? new SerializationDelegate(cache.getClass().getClassLoader()) : null;
	}

	@Override
	public Cache local() {
		return this.local;
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		super.put(key, value);
		this.evictions.evicted(this.id, key);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		ValueWrapper before = super.putIfAbsent(key, value);
		if (before == null) {
			this.evictions.evicted(this.id, key);
		}
		return before;
	}

	@Override
	public void evict(Object key) {
		super.evict(key);
		this.evictions.evicted(this.id, key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		boolean present = super.evictIfPresent(key);
		this.evictions.evicted(this.id, key);
		return present;
	}

	@Override
	public void clear() {
		super.clear();
		this.evictions.cleared(this.id);
	}

	@Override
	public boolean invalidate() {
		boolean any = super.invalidate();
		this.evictions.cleared(this.id);
		return any;
	}

}
