package io.coolnode.channel;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.coolnode.ChannelOverflowException;

/**
 * The receivers that cannot take more at the moment, for which senders wait.
 */
final class Gates {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition opened = this.lock.newCondition();

	// guarded by lock
	private final Set<String> closed = new HashSet<>();

	// volatile: so that the usual case takes no lock
	private volatile boolean anyClosed;

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
			this.anyClosed = !this.closed.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until a receiver can take more.
	 * @param target the address in the envelope
	 * @param receiver the place that has it, {@code "master"} or {@code "*"}
	 * @param timeout how long to wait
	 * @throws ChannelOverflowException if it cannot in that time
	 */
	void await(String target, String receiver, Duration timeout) {
		if (!this.anyClosed) {
			return;
		}
		long nanos = timeout.toNanos();
		this.lock.lock();
		try {
			while (isClosed(target) || isClosed(receiver)) {
				if (nanos <= 0) {
					throw new ChannelOverflowException(receiver, timeout);
				}
				nanos = this.opened.awaitNanos(nanos);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ChannelOverflowException(receiver, timeout);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isClosed(String receiver) {
		if (receiver.equals(Target.ALL)) {
			return this.closed.stream().anyMatch(Target::isPlace);
		}
		return this.closed.contains(receiver);
	}

}
