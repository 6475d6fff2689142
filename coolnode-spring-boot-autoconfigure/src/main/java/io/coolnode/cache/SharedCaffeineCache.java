package io.coolnode.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

import io.coolnode.cache.Evictions.CacheId;

/**
 * A cache of Caffeine that is shared.
 */
final class SharedCaffeineCache extends CaffeineCache implements SharedCache {

	private final CaffeineCache local;

	private final CacheId id;

	private final Evictions evictions;

	private SharedCaffeineCache(CaffeineCache local, CacheId id, Evictions evictions) {
		super(local.getName(), local.getNativeCache(), local.isAllowNullValues());
		this.local = local;
		this.id = id;
		this.evictions = evictions;
	}

	private SharedCaffeineCache(CaffeineCache local, AsyncCache<Object, Object> cache, CacheId id,
			Evictions evictions) {
		super(local.getName(), cache, local.isAllowNullValues());
		this.local = local;
		this.id = id;
		this.evictions = evictions;
	}

	static SharedCaffeineCache of(CaffeineCache local, CacheId id, Evictions evictions) {
		try {
			return new SharedCaffeineCache(local, local.getAsyncCache(), id, evictions);
		}
		catch (IllegalStateException ex) {
			// it is not in asynchronous mode
			return new SharedCaffeineCache(local, id, evictions);
		}
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
