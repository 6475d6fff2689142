package io.coolnode.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.coolnode.channel.Threads;

/**
 * The leases that this machine wants, each of which one machine has at a time. They are
 * asked for and renewed on the thread {@code coolnode-leases}.
 */
public final class Leases implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Leases.class);

	private static final String KIND = "scheduled";

	/**
	 * How often a lease is renewed in its length.
	 */
	private static final int RENEWALS = 20;

	private static final Duration MAX_INTERVAL = Duration.ofSeconds(1);

	/**
	 * How long to wait for Redis at the end.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final LockProvider locks;

	private final Duration length;

	private final Map<String, Lease> wanted = new ConcurrentHashMap<>();

	private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1,
			Threads.daemons(() -> "coolnode-leases"));

	Leases(LockProvider locks, Duration length) {
		this.locks = locks;
		this.length = length;
		this.thread.scheduleWithFixedDelay(this::renewAll, 0, interval().toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Create leases, of which this machine wants none yet.
	 * @param connections where they are kept
	 * @param namespace what tells this application from others in the same Redis
	 * @param length how long a lease lasts without being renewed
	 * @return the leases
	 */
	public static Leases of(RedisConnectionFactory connections, String namespace, Duration length) {
		LockProvider locks = new RedisLockProvider.Builder(new StringRedisTemplate(connections))
			.keyPrefix(new Keys(namespace).leases())
			.environment(KIND)
			.safeUpdate(true)
			.build();
		return new Leases(locks, length);
	}

	/**
	 * Return how often leases are renewed.
	 * @return the time between two renewals
	 */
	public Duration interval() {
		Duration interval = this.length.dividedBy(RENEWALS);
		return (interval.compareTo(MAX_INTERVAL) < 0) ? interval : MAX_INTERVAL;
	}

	/**
	 * Get a lease as soon as no other machine has it, and keep it.
	 * @param name its name
	 * @param acquired is run each time that this machine gets it, on our own thread
	 */
	public void want(String name, Runnable acquired) {
		execute(() -> this.wanted
			.computeIfAbsent(name, (key) -> new Lease(key, this.locks, this.length, System::nanoTime, acquired))
			.renew());
	}

	/**
	 * Let another machine have a lease.
	 * @param name its name
	 */
	public void leave(String name) {
		execute(() -> {
			Lease lease = this.wanted.remove(name);
			if (lease != null) {
				lease.release();
			}
		});
	}

	/**
	 * Return how long this machine has a lease, from now on, if it is not renewed.
	 * @param name its name
	 * @return the time, or zero
	 */
	public Duration remaining(String name) {
		Lease lease = this.wanted.get(name);
		return (lease != null) ? lease.remaining() : Duration.ZERO;
	}

	private void renewAll() {
		this.wanted.values().forEach((lease) -> guarded(lease::renew));
	}

	private void execute(Runnable task) {
		try {
			this.thread.execute(() -> guarded(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("This machine wants no lease any more", ex);
		}
	}

	private static void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("A lease could not be kept", ex);
		}
	}

	/**
	 * Let other machines have all leases.
	 */
	@Override
	public void close() {
		try {
			Future<?> end = this.thread.submit(this::leaveAll);
			this.thread.shutdown();
			end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | RejectedExecutionException ex) {
			logger.debug("The leases of this machine end by themselves", ex);
		}
		this.wanted.clear();
		this.thread.shutdownNow();
	}

	/**
	 * Want nothing any more before anything is released: a renewal may be due next, and
	 * would take it again.
	 */
	private void leaveAll() {
		List<Lease> leases = List.copyOf(this.wanted.values());
		this.wanted.clear();
		leases.forEach(Lease::release);
	}

}
