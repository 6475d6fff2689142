package io.coolnode.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All ports that a worker serves, as if they were one.
 */
final class Traffics implements Traffic {

	private final List<Traffic> all = new CopyOnWriteArrayList<>();

	void add(Traffic traffic) {
		this.all.add(traffic);
	}

	boolean isEmpty() {
		return this.all.isEmpty();
	}

	@Override
	public void open() {
		this.all.forEach(Traffic::open);
	}

	@Override
	public int drain(Duration timeout, Duration idleTimeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		stopAccepting();
		for (Traffic traffic : this.all) {
			traffic.drain(Duration.ZERO, idleTimeout);
		}
		int left = 0;
		for (Traffic traffic : this.all) {
			Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
			left += traffic.drain(rest, idleTimeout);
		}
		return left;
	}

	@Override
	public void shortenIdle(Duration idleTimeout) {
		this.all.forEach((traffic) -> traffic.shortenIdle(idleTimeout));
	}

	@Override
	public void stopAccepting() {
		this.all.forEach(Traffic::stopAccepting);
	}

}
