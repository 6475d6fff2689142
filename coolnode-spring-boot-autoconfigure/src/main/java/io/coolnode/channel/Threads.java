package io.coolnode.channel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.springframework.util.Assert;

/**
 * Makes all threads of ours, each with a name by which a thread dump tells whose it is.
 */
public final class Threads {

	/**
	 * What every name begins with.
	 */
	public static final String PREFIX = "coolnode-";

	private static final String HANDLERS = PREFIX + "channel-";

	private static final AtomicInteger handlers = new AtomicInteger();

	private Threads() {
	}

	/**
	 * Make a thread that does not keep the JVM alive.
	 * @param name its name, which begins with {@value #PREFIX}
	 * @param task what it runs
	 * @return the thread, which is not started
	 */
	public static Thread daemon(String name, Runnable task) {
		Thread thread = create(name, task);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Start a thread that does not keep the JVM alive.
	 * @param name its name, which begins with {@value #PREFIX}
	 * @param task what it runs
	 */
	public static void startDaemon(String name, Runnable task) {
		daemon(name, task).start();
	}

	/**
	 * Start a thread that keeps the JVM alive until it has ended.
	 * @param name its name, which begins with {@value #PREFIX}
	 * @param task what it runs
	 */
	public static void start(String name, Runnable task) {
		Thread thread = create(name, task);
		thread.setDaemon(false);
		thread.start();
	}

	/**
	 * Make threads for an executor, which do not keep the JVM alive.
	 * @param names gives a name to each, which begins with {@value #PREFIX}
	 * @return the factory
	 */
	public static ThreadFactory daemons(Supplier<String> names) {
		return (task) -> daemon(names.get(), task);
	}

	/**
	 * Make threads for handlers, as many as are needed at once. Each ends after 10 s
	 * without work. What comes after the shutdown is discarded.
	 * @return the executor
	 */
	public static ExecutorService forHandlers() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				daemons(() -> HANDLERS + handlers.incrementAndGet()), new ThreadPoolExecutor.DiscardPolicy());
	}

	private static Thread create(String name, Runnable task) {
		Assert.isTrue(name.startsWith(PREFIX), () -> "The thread name '" + name + "' does not begin with " + PREFIX);
		return new Thread(task, name);
	}

}
