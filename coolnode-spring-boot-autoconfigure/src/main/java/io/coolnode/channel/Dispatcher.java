package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The inbox of a process: hands messages to their handlers, those of one sender one after
 * another, those of different senders at once, and none before the handlers of
 * {@code ready} have returned. Whoever delivers never waits.
 */
final class Dispatcher {

	private static final int BATCH = 64;

	private final Consumer<Envelope> handler;

	// guarded by lock
	private final Congestion congestion;

	private final ThreadPoolExecutor executor;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	// guarded by lock
	private final Map<Long, Queue<Envelope>> queues = new HashMap<>();

	// guarded by lock
	private long bytes;

	// guarded by lock
	private boolean open;

	Dispatcher(long capacity, Consumer<Envelope> handler, Consumer<Boolean> congestion) {
		this.handler = handler;
		this.congestion = new Congestion(capacity, congestion);
		AtomicInteger number = new AtomicInteger();
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "coolnode-channel-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				}, new ThreadPoolExecutor.DiscardPolicy());
	}

	/**
	 * Run something on a thread of the channel.
	 * @param task what to run
	 */
	void execute(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Begin to dispatch.
	 */
	void open() {
		this.lock.lock();
		try {
			if (!this.open) {
				this.open = true;
				this.queues.keySet().forEach(this::startSender);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take in a message.
	 * @param envelope the message
	 */
	void deliver(Envelope envelope) {
		this.lock.lock();
		try {
			Long sender = envelope.sender().id();
			Queue<Envelope> queue = this.queues.get(sender);
			if (queue == null) {
				queue = new ArrayDeque<>();
				this.queues.put(sender, queue);
				if (this.open) {
					startSender(sender);
				}
			}
			queue.add(envelope);
			this.bytes += envelope.size();
			this.congestion.update(this.bytes);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startSender(Long sender) {
		this.executor.execute(() -> dispatch(sender));
	}

	private void dispatch(Long sender) {
		Queue<Envelope> batch = new ArrayDeque<>();
		while (takeBatch(sender, batch)) {
			Envelope envelope;
			while ((envelope = batch.poll()) != null) {
				this.handler.accept(envelope);
			}
		}
	}

	private boolean takeBatch(Long sender, Queue<Envelope> batch) {
		boolean found;
		this.lock.lock();
		try {
			Queue<Envelope> queue = this.queues.getOrDefault(sender, new ArrayDeque<>());
			while (batch.size() < BATCH && !queue.isEmpty()) {
				Envelope envelope = queue.remove();
				this.bytes -= envelope.size();
				batch.add(envelope);
			}
			found = !batch.isEmpty();
			if (!found) {
				this.queues.remove(sender);
				this.idle.signalAll();
			}
			this.congestion.update(this.bytes);
		}
		finally {
			this.lock.unlock();
		}
		return found;
	}

	/**
	 * Wait until all messages that were taken in have been handled.
	 * @param timeout how long to wait
	 * @return whether it came to that
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean awaitIdle(Duration timeout) throws InterruptedException {
		long nanos = timeout.toNanos();
		this.lock.lockInterruptibly();
		try {
			while (this.open && !this.queues.isEmpty()) {
				if (nanos <= 0) {
					return false;
				}
				nanos = this.idle.awaitNanos(nanos);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.executor.shutdown();
	}

}
