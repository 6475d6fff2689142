package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelOverflowException;

/**
 * The messages that wait for one receiver, first in, first out. While an outlet is
 * attached and takes them, they pass without waiting. It outlives the outlets: what is
 * waiting when one is gone is there for the next.
 */
final class Mailbox {

	private final String receiver;

	private final long capacity;

	private final Delivery delivery;

	// guarded by lock
	private final Congestion congestion;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition roomMade = this.lock.newCondition();

	// guarded by lock
	private final Deque<Envelope> queue = new ArrayDeque<>();

	// guarded by lock
	private final Unacknowledged unacknowledged = new Unacknowledged();

	// guarded by lock
	private long bytes;

	// guarded by lock
	private @Nullable Outlet outlet;

	// guarded by lock
	private boolean held;

	// guarded by lock
	private boolean closed;

	/**
	 * Create a mailbox.
	 * @param receiver what to call the receiver in errors
	 * @param capacity how many bytes may wait; one message may be larger
	 * @param congestion is told {@code true} when three quarters are taken, and
	 * {@code false} when three quarters are free again; it must not wait
	 * @param delivery whether messages for a place are kept until they were handled
	 */
	Mailbox(String receiver, long capacity, Consumer<Boolean> congestion, Delivery delivery) {
		this.receiver = receiver;
		this.capacity = capacity;
		this.delivery = delivery;
		this.congestion = new Congestion(capacity - capacity / 4, capacity / 4, congestion);
	}

	/**
	 * Return who gets the messages.
	 * @return what the receiver is called
	 */
	String receiver() {
		return this.receiver;
	}

	/**
	 * Add a message, whether there is room or not.
	 * @param envelope the message
	 * @return {@code false} if the mailbox is closed
	 */
	boolean add(Envelope envelope) {
		this.lock.lock();
		try {
			if (!this.closed && !passes(envelope)) {
				enqueue(envelope);
			}
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Add a message, and wait for room if there is none.
	 * @param envelope the message
	 * @param timeout how long to wait
	 * @throws ChannelOverflowException if there is no room in that time; the message was
	 * not added
	 */
	void put(Envelope envelope, Duration timeout) {
		this.lock.lock();
		try {
			if (!passes(envelope)) {
				awaitRoom(envelope.size(), timeout);
				enqueue(envelope);
				pump();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Add a message if a certain outlet is attached.
	 * @param envelope the message
	 * @param expected the outlet
	 * @return whether it was added
	 */
	boolean addIfAttached(Envelope envelope, Outlet expected) {
		this.lock.lock();
		try {
			return this.outlet == expected && add(envelope);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how much waits.
	 * @return the bytes, with those that were given and not acknowledged
	 */
	long bytes() {
		this.lock.lock();
		try {
			return this.bytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean passes(Envelope envelope) {
		if (!this.queue.isEmpty() || !give(envelope)) {
			return false;
		}
		this.congestion.update(this.bytes);
		return true;
	}

	private boolean give(Envelope envelope) {
		Outlet taker = this.outlet;
		if (this.held || taker == null || !taker.write(envelope)) {
			return false;
		}
		if (this.delivery == Delivery.AT_LEAST_ONCE && envelope.isForPlace()) {
			this.unacknowledged.add(taker, envelope);
			this.bytes += envelope.size();
		}
		return true;
	}

	private void enqueue(Envelope envelope) {
		this.queue.add(envelope);
		this.bytes += envelope.size();
		this.congestion.update(this.bytes);
	}

	private void awaitRoom(int size, Duration timeout) {
		long nanos = timeout.toNanos();
		while (this.bytes > 0 && this.bytes + size > this.capacity) {
			if (nanos <= 0) {
				throw new ChannelOverflowException(this.receiver, timeout);
			}
			try {
				nanos = this.roomMade.awaitNanos(nanos);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ChannelOverflowException(this.receiver, timeout);
			}
		}
	}

	/**
	 * Give to an outlet what waits, as much as it takes. Has no effect if it is not the
	 * one attached.
	 * @param outlet the outlet
	 */
	void pump(Outlet outlet) {
		this.lock.lock();
		try {
			if (this.outlet == outlet) {
				pump();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give to the outlet what waits, as much as it takes.
	 */
	void pump() {
		this.lock.lock();
		try {
			Envelope envelope = this.queue.peek();
			boolean any = false;
			while (envelope != null && give(envelope)) {
				this.queue.remove();
				this.bytes -= envelope.size();
				any = true;
				envelope = this.queue.peek();
			}
			if (any) {
				settle();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void settle() {
		this.congestion.update(this.bytes);
		if (this.bytes <= this.capacity / 2) {
			this.roomMade.signalAll();
		}
	}

	/**
	 * Forget messages that were handled.
	 * @param outlet what took them, attached or not any more
	 * @param sender the worker id of their sender
	 * @param count how many of them, of the oldest
	 */
	void acknowledge(Outlet outlet, long sender, int count) {
		this.lock.lock();
		try {
			this.bytes -= this.unacknowledged.acknowledge(outlet, sender, count);
			settle();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give messages to an outlet from now on, beginning with those that wait.
	 * @param outlet the outlet
	 */
	void attach(Outlet outlet) {
		this.lock.lock();
		try {
			this.outlet = outlet;
			this.held = false;
			pump();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give no more messages to an outlet. Has no effect if it is not the one attached.
	 * @param outlet the outlet
	 */
	void detach(Outlet outlet) {
		this.lock.lock();
		try {
			if (this.outlet == outlet) {
				this.outlet = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give no more messages to an outlet, since it has ended, and keep those that it has
	 * not acknowledged for the next, before all others.
	 * @param outlet the outlet, attached or not any more
	 * @return the messages that no other can get, since the mailbox is closed
	 */
	List<Envelope> ended(Outlet outlet) {
		this.lock.lock();
		try {
			detach(outlet);
			List<Envelope> unfinished = this.unacknowledged.remove(outlet);
			if (this.closed) {
				return unfinished;
			}
			for (int i = unfinished.size() - 1; i >= 0; i--) {
				this.queue.addFirst(unfinished.get(i).redelivery());
			}
			pump();
			return List.of();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give nothing to the outlet for a while. Has no effect if it is not the one
	 * attached.
	 * @param outlet the outlet
	 * @param hold {@code true} to pause, {@code false} to go on
	 */
	void hold(Outlet outlet, boolean hold) {
		this.lock.lock();
		try {
			if (this.outlet == outlet) {
				this.held = hold;
				pump();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take no more messages, and give none to the outlet.
	 * @return those that waited
	 */
	List<Envelope> close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.outlet = null;
			List<Envelope> messages = new ArrayList<>(this.queue);
			this.queue.clear();
			this.bytes = 0;
			this.congestion.update(0);
			this.roomMade.signalAll();
			return messages;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What takes messages from a mailbox.
	 */
	@FunctionalInterface
	interface Outlet {

		/**
		 * Take a message, without waiting.
		 * @param envelope the message
		 * @return {@code false} if it was not taken and must wait
		 */
		boolean write(Envelope envelope);

	}

}
