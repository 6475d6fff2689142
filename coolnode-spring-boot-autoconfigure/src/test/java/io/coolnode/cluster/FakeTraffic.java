package io.coolnode.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A web server without connections, which writes down what it is told.
 */
final class FakeTraffic implements Traffic {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private volatile CompletableFuture<Integer> left = CompletableFuture.completedFuture(0);

	private volatile @Nullable RuntimeException failure;

	@Override
	public void open() {
		this.calls.add("open");
		fail();
	}

	@Override
	public void stopAccepting() {
		if (!this.calls.contains("stop")) {
			this.calls.add("stop");
		}
		fail();
	}

	@Override
	public int drain(Duration timeout, Duration idleTimeout) throws InterruptedException {
		stopAccepting();
		this.calls.add("drain " + idleTimeout.toMillis());
		try {
			return this.left.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return 1;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void shortenIdle(Duration idleTimeout) {
		this.calls.add("idle " + idleTimeout.toMillis());
	}

	/**
	 * Have connections from now on.
	 * @return what to complete when they have ended
	 */
	CompletableFuture<Integer> busy() {
		this.left = new CompletableFuture<>();
		return this.left;
	}

	void failWith(RuntimeException failure) {
		this.failure = failure;
	}

	private void fail() {
		RuntimeException failure = this.failure;
		if (failure != null) {
			throw failure;
		}
	}

	List<String> calls() {
		return List.copyOf(this.calls);
	}

}
