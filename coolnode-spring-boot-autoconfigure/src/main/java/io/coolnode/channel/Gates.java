package io.coolnode.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.coolnode.ChannelOverflowException;

/**
 * The receivers that cannot take more at the moment, for which senders wait.
 */
final class Gates {

	private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition opened = this.lock.newCondition();

	// guarded by lock
	private final Set<String> closed = new HashSet<>();

	// guarded by lock: until when senders wait for a receiver that is behind
	private final Map<String, Long> behind = new HashMap<>();

	// volatile: so that the usual case takes no lock
	private volatile boolean allOpen = true;

	void set(String receiver, boolean open) {
		this.lock.lock();
		try {
			if (open) {
				this.closed.remove(receiver);
				this.opened.signalAll();
			}
			else {
				this.closed.add(receiver);
			}
			update();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let senders wait for a receiver that is behind with its messages, but only for a
	 * moment: it may be one that takes none for long, and then there is still room.
	 * @param receiver the receiver
	 * @param slow {@code false} if it has caught up
	 */
	void pace(String receiver, boolean slow) {
		this.lock.lock();
		try {
			if (slow) {
				this.behind.put(receiver, System.nanoTime() + MOMENT_NANOS);
			}
			else if (this.behind.remove(receiver) != null) {
				this.opened.signalAll();
			}
			update();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void update() {
		this.allOpen = this.closed.isEmpty() && this.behind.isEmpty();
	}

	/**
	 * Wait until a receiver can take more.
	 * @param target the address in the envelope
	 * @param receiver the place that has it, {@code "master"}, {@code "*"} or {@code "."}
	 * @param timeout how long to wait
	 * @throws ChannelOverflowException if it cannot in that time
	 */
	void await(String target, String receiver, Duration timeout) {
		if (this.allOpen) {
			return;
		}
		long nanos = timeout.toNanos();
		this.lock.lock();
		try {
			while (isClosed(target) || isClosed(receiver) || isWayClosed(receiver)) {
				if (nanos <= 0) {
					throw new ChannelOverflowException(receiver, timeout);
				}
				nanos = this.opened.awaitNanos(nanos);
			}
			awaitMoment(target, receiver);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ChannelOverflowException(receiver, timeout);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitMoment(String target, String receiver) {
		long now = System.nanoTime();
		this.behind.values().removeIf((end) -> end - now <= 0);
		update();
		long nanos = remaining(target, receiver, now);
		try {
			while (nanos > 0 && isBehind(target, receiver)) {
				nanos = this.opened.awaitNanos(nanos);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private long remaining(String target, String receiver, long now) {
		return this.behind.entrySet()
			.stream()
			.filter((entry) -> isMany(receiver) || entry.getKey().equals(target) || entry.getKey().equals(receiver))
			.mapToLong((entry) -> entry.getValue() - now)
			.max()
			.orElse(0);
	}

	private boolean isBehind(String target, String receiver) {
		return isMany(receiver) ? !this.behind.isEmpty()
				: this.behind.containsKey(target) || this.behind.containsKey(receiver);
	}

	private boolean isClosed(String receiver) {
		if (isMany(receiver)) {
			return this.closed.stream().anyMatch((each) -> Target.includes(receiver, each));
		}
		return this.closed.contains(receiver);
	}

	private boolean isWayClosed(String receiver) {
		return Target.isRemote(receiver) && this.closed.contains(Target.REMOTE);
	}

	private static boolean isMany(String receiver) {
		return receiver.equals(Target.ALL) || receiver.equals(Target.LOCAL);
	}

}
