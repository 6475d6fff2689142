package io.coolnode.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

import org.springframework.dao.QueryTimeoutException;

/**
 * Locks that end by the clock of a test, and cannot be reached if it says so.
 */
final class FakeLocks implements LockProvider {

	private final LongSupplier nanoTime;

	private final Map<String, FakeLock> held = new HashMap<>();

	private boolean reachable = true;

	private LongConsumer delay = (point) -> {
	};

	FakeLocks(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	void reachable(boolean reachable) {
		this.reachable = reachable;
	}

	/**
	 * Let something happen on the way here (0), and on the way back (1).
	 */
	void delay(LongConsumer delay) {
		this.delay = delay;
	}

	void loseAll() {
		this.held.clear();
	}

	@Override
	public synchronized Optional<SimpleLock> lock(LockConfiguration configuration) {
		return call(() -> {
			FakeLock current = this.held.get(configuration.getName());
			return (current == null || current.isOver()) ? Optional.of(new FakeLock(configuration)) : Optional.empty();
		});
	}

	private Optional<SimpleLock> call(Supplier<Optional<SimpleLock>> operation) {
		this.delay.accept(0);
		if (!this.reachable) {
			throw new QueryTimeoutException("Redis command timed out");
		}
		Optional<SimpleLock> result = operation.get();
		this.delay.accept(1);
		return result;
	}

	private final class FakeLock extends AbstractSimpleLock {

		private final long until;

		private FakeLock(LockConfiguration configuration) {
			super(configuration);
			this.until = FakeLocks.this.nanoTime.getAsLong() + configuration.getLockAtMostFor().toNanos();
			FakeLocks.this.held.put(configuration.getName(), this);
		}

		private boolean isOver() {
			return FakeLocks.this.nanoTime.getAsLong() >= this.until;
		}

		@Override
		protected Optional<SimpleLock> doExtend(LockConfiguration configuration) {
			synchronized (FakeLocks.this) {
				return call(() -> {
					boolean mine = FakeLocks.this.held.get(configuration.getName()) == this && !isOver();
					return mine ? Optional.of(new FakeLock(configuration)) : Optional.empty();
				});
			}
		}

		@Override
		protected void doUnlock() {
			synchronized (FakeLocks.this) {
				call(() -> {
					FakeLocks.this.held.remove(this.lockConfiguration.getName(), this);
					return Optional.empty();
				});
			}
		}

	}

}
