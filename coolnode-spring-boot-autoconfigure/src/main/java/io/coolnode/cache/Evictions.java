package io.coolnode.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;

import io.coolnode.ChannelException;
import io.coolnode.ChannelMessage;
import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.ObservableCluster;
import io.coolnode.channel.Threads;

/**
 * Tells all workers what was evicted from a cache in one of them. If that is not possible
 * for a time, since one of them takes nothing, all caches of all others are cleared as
 * soon as it is: more than needed is evicted, but nothing stays that should not.
 */
public final class Evictions implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Evictions.class);

	private static final String EVENT = InternalChannel.PREFIX + "cache";

	private static final String EVICT = "evict";

	private static final String CLEAR = "clear";

	private static final String CLEAR_ALL = "clear-all";

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final ObjectProvider<InternalChannel> channel;

	private final @Nullable ClassLoader classLoader;

	private final Map<CacheId, Cache> caches = new ConcurrentHashMap<>();

	private final Set<Class<?>> strangeKeys = ConcurrentHashMap.newKeySet();

	private final Reunions reunions = new Reunions();

	private final AtomicBoolean missed = new AtomicBoolean();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
			Threads.daemons(() -> "coolnode-cache"));

	/**
	 * Create evictions.
	 * @param channel what connects the workers
	 * @param classLoader knows the application's keys
	 */
	public Evictions(ObjectProvider<InternalChannel> channel, @Nullable ClassLoader classLoader) {
		this.channel = channel;
		this.classLoader = classLoader;
	}

	/**
	 * Begin to evict what others tell. A spare is not told, so it begins with empty
	 * caches when it takes a place.
	 */
	public void start() {
		InternalChannel channel = this.channel.getObject();
		channel.on(EVENT, this::receive);
		channel.onPromotion(this::clearOwn);
		if (channel.cluster() instanceof ObservableCluster cluster) {
			cluster.onChange(() -> look(cluster));
		}
	}

	private void look(Cluster cluster) {
		List<Worker> others = new ArrayList<>(cluster.workers());
		others.removeAll(cluster.localWorkers());
		if (this.reunions.update(others)) {
			logger.info("Caches are cleared, since a machine is there again that was not for a time");
			later(this::clearOwn, Duration.ZERO);
		}
	}

	private void clearOwn() {
		this.caches.values().forEach(Cache::clear);
	}

	/**
	 * Evict from a cache what others tell.
	 * @param id the cache
	 * @param local its part in this process
	 */
	void register(CacheId id, Cache local) {
		this.caches.put(id, local);
	}

	/**
	 * Tell the others that an entry is no longer valid.
	 * @param id the cache
	 * @param key the key of the entry
	 */
	void evicted(CacheId id, Object key) {
		Optional<List<@Nullable Object>> parts = CacheKeys.split(key);
		if (parts.isEmpty()) {
			if (this.strangeKeys.add(key.getClass())) {
				logger.warn("The cache '" + id.name() + "' is cleared in all other workers whenever one of its "
						+ "entries is evicted, since a key of the " + key.getClass()
						+ " cannot travel. Use simple types, enums or records as keys");
			}
			cleared(id);
			return;
		}
		List<@Nullable Object> data = new ArrayList<>(Arrays.asList(EVICT, id.manager(), id.name()));
		data.addAll(parts.get());
		tell(data.toArray());
	}

	/**
	 * Tell the others that no entry is valid any more.
	 * @param id the cache
	 */
	void cleared(CacheId id) {
		tell(CLEAR, id.manager(), id.name());
	}

	private void tell(@Nullable Object... data) {
		if (this.missed.get()) {
			return;
		}
		try {
			this.channel.getObject().broadcast(EVENT, data);
		}
		catch (ChannelException ex) {
			if (this.missed.compareAndSet(false, true)) {
				logger.warn("Caches of other workers keep what was evicted in this one for the moment, "
						+ "and will be cleared: " + ex.getMessage());
				later(this::clearAll, RETRY);
			}
		}
	}

	private void later(Runnable task, Duration delay) {
		try {
			this.executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The caches are not used any more", ex);
		}
	}

	private void clearAll() {
		try {
			this.missed.set(false);
			this.channel.getObject().broadcast(EVENT, CLEAR_ALL);
		}
		catch (ChannelException ex) {
			logger.debug("The caches of other workers cannot be cleared yet", ex);
			this.missed.set(true);
			later(this::clearAll, RETRY);
		}
	}

	private void receive(ChannelMessage message) {
		if (this.channel.getObject().isSelf(message.sender())) {
			return;
		}
		String kind = String.valueOf(message.get(0, String.class));
		if (kind.equals(CLEAR_ALL)) {
			clearOwn();
			return;
		}
		CacheId id = new CacheId(String.valueOf(message.get(1, String.class)),
				String.valueOf(message.get(2, String.class)));
		Cache local = this.caches.get(id);
		if (local != null) {
			evict(local, kind, message);
		}
	}

	private void evict(Cache local, String kind, ChannelMessage message) {
		if (kind.equals(EVICT)) {
			try {
				local.evict(CacheKeys.join(message.size() - 3, (index, type) -> message.get(index + 3, type),
						this.classLoader));
				return;
			}
			catch (IllegalArgumentException ex) {
				logger.warn("The cache '" + local.getName() + "' is cleared, since a key of worker "
						+ message.sender().code() + " cannot be read: " + ex.getMessage());
			}
		}
		local.clear();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * A cache, as all workers call it.
	 *
	 * @param manager the name of the bean that manages it
	 * @param name its own name
	 */
	record CacheId(String manager, String name) {

	}

}
