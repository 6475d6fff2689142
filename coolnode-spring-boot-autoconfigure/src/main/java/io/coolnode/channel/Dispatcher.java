package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The inbox of a process: hands messages to their handlers, those of one sender one after
 * another, those of different senders at once, and those of the application not before
 * the handlers of {@code ready} have returned. Whoever delivers never waits.
 */
final class Dispatcher {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	private static final int BATCH = 64;

	/**
	 * How much may wait before senders give this process a moment. More would only cost
	 * the collector time.
	 */
	private static final long COMFORTABLE = 1024 * 1024;

	private final Consumer<Envelope> handler;

	private final Progress progress;

	// guarded by lock
	private final Congestion congestion;

	// guarded by lock
	private final Congestion pace;

	private final ExecutorService executor;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition idle = this.lock.newCondition();

	// guarded by lock
	private final Map<Key, Queue<Envelope>> queues = new HashMap<>();

	// guarded by lock
	private long bytes;

	// guarded by lock
	private long received;

	// guarded by lock
	private final Set<Lane> open = EnumSet.noneOf(Lane.class);

	/**
	 * Create an inbox.
	 * @param capacity how many bytes may wait before it is congested
	 * @param handler handles a message
	 * @param congestion is told when the inbox fills and empties; it must not wait
	 * @param progress is told how the handling gets on
	 */
	Dispatcher(long capacity, Consumer<Envelope> handler, Consumer<Boolean> congestion, Progress progress) {
		this.handler = handler;
		this.progress = progress;
		this.congestion = new Congestion(capacity / 2, capacity / 4, congestion);
		this.pace = new Congestion(Math.min(COMFORTABLE, capacity / 4), Math.min(COMFORTABLE, capacity / 4) / 2,
				progress::behind);
		this.executor = Threads.forHandlers();
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
	 * @param lane the messages that may be dispatched from now on
	 */
	void open(Lane lane) {
		this.lock.lock();
		try {
			if (this.open.add(lane)) {
				this.queues.keySet()
					.stream()
					.filter((key) -> key.lane() == lane)
					.forEach((key) -> start(key, this.executor));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take in a message.
	 * @param envelope the message
	 * @param handlers where its handlers are called, if not those of an earlier message
	 * are being called
	 */
	void deliver(Envelope envelope, Executor handlers) {
		this.lock.lock();
		try {
			Key key = Key.of(envelope);
			Queue<Envelope> queue = this.queues.get(key);
			if (queue == null) {
				queue = new ArrayDeque<>();
				this.queues.put(key, queue);
				if (this.open.contains(key.lane())) {
					start(key, handlers);
				}
			}
			queue.add(envelope);
			this.received += (key.lane() == Lane.APPLICATION) ? 1 : 0;
			this.bytes += envelope.size();
			tell(this.bytes);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void start(Key key, Executor handlers) {
		handlers.execute(() -> dispatch(key));
	}

	private void dispatch(Key key) {
		Queue<Envelope> batch = new ArrayDeque<>();
		while (takeBatch(key, batch)) {
			int handled = 0;
			Envelope envelope;
			while ((envelope = batch.poll()) != null) {
				handle(envelope);
				handled += envelope.isForPlace() ? 1 : 0;
			}
			if (handled > 0) {
				this.progress.handled(key.sender(), handled);
			}
		}
	}

	/**
	 * Handle a message. Whatever is thrown, the messages after it are handled too.
	 * @param envelope the message
	 */
	private void handle(Envelope envelope) {
		try {
			this.handler.accept(envelope);
		}
		catch (RuntimeException | Error ex) {
			logger.error("The message " + envelope + " could not be handled", ex);
		}
	}

	private boolean takeBatch(Key key, Queue<Envelope> batch) {
		boolean found;
		this.lock.lock();
		try {
			Queue<Envelope> queue = this.queues.getOrDefault(key, new ArrayDeque<>());
			while (batch.size() < BATCH && !queue.isEmpty()) {
				Envelope envelope = queue.remove();
				this.bytes -= envelope.size();
				batch.add(envelope);
			}
			found = !batch.isEmpty();
			if (!found) {
				this.queues.remove(key);
				this.idle.signalAll();
			}
			tell(this.bytes);
		}
		finally {
			this.lock.unlock();
		}
		return found;
	}

	private void tell(long waiting) {
		this.pace.update(waiting);
		this.congestion.update(waiting);
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
			while (this.queues.keySet().stream().anyMatch((key) -> this.open.contains(key.lane()))) {
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

	/**
	 * Return how many messages of the application were taken in so far.
	 * @return the number
	 */
	long received() {
		this.lock.lock();
		try {
			return this.received;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how much waits for its handlers.
	 * @return the bytes
	 */
	long waiting() {
		this.lock.lock();
		try {
			return this.bytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.executor.shutdown();
	}

	/**
	 * Is told how the handling gets on. Its methods must not wait.
	 */
	@FunctionalInterface
	interface Progress {

		/**
		 * Called when messages for a place were handled.
		 * @param sender the worker id of their sender
		 * @param count how many, since the last call for that sender
		 */
		void handled(long sender, int count);

		/**
		 * Called when more waits than is handled in a moment, and when it was handled.
		 * @param behind whether senders had better pause for a moment
		 */
		default void behind(boolean behind) {
		}

	}

	/**
	 * Messages that wait for one another; those of different lanes do not.
	 */
	enum Lane {

		/**
		 * Those of the application.
		 */
		APPLICATION,

		/**
		 * Those of our own packages.
		 */
		INTERNAL

	}

	/**
	 * What is handled one after another.
	 *
	 * @param sender the worker id of the sender
	 * @param lane the lane
	 */
	private record Key(long sender, Lane lane) {

		static Key of(Envelope envelope) {
			return new Key(envelope.senderId(), envelope.isInternal() ? Lane.INTERNAL : Lane.APPLICATION);
		}

	}

}
