package io.coolnode.benchmarks.relay;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnWorker;

/**
 * Sends greetings back to {@code A}, or counts those of a flood, if this is {@code B}.
 */
@Component
@ConditionalOnWorker
class Callee {

	/**
	 * After how many quiet seconds what has not come counts as lost.
	 */
	private static final int QUIET = 4;

	private final Channel channel;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "callee-timer");
		thread.setDaemon(true);
		return thread;
	});

	// guarded by this
	private int expected;

	// guarded by this
	private int got;

	// guarded by this
	private int gotBefore;

	// guarded by this
	private int disorder;

	// guarded by this
	private long first;

	// guarded by this
	private long last;

	Callee(Channel channel) {
		this.channel = channel;
		if (channel.code().equals("B")) {
			channel.on(RelayMeasure.GREETING, String.class, Integer.class, this::greeting);
			channel.on(RelayMeasure.FLOOD, Integer.class, this::flood);
			this.timer.scheduleAtFixedRate(this::check, QUIET, QUIET, TimeUnit.SECONDS);
		}
	}

	private synchronized void greeting(String text, int number) {
		if (this.expected == 0) {
			this.channel.emitTo("A", RelayMeasure.GREETING, text, number);
			return;
		}
		if (this.got == 0) {
			this.first = System.nanoTime();
		}
		if (number != this.got) {
			this.disorder++;
		}
		if (++this.got == this.expected) {
			this.last = System.nanoTime();
			report();
		}
	}

	private synchronized void flood(int count) {
		this.expected = count;
		this.got = 0;
		this.gotBefore = 0;
		this.disorder = 0;
		this.channel.emitTo("A", RelayMeasure.COUNTING);
	}

	private synchronized void check() {
		if (this.expected > 0 && this.got > 0 && this.got == this.gotBefore) {
			this.last = System.nanoTime() - TimeUnit.SECONDS.toNanos(QUIET);
			report();
		}
		this.gotBefore = this.got;
	}

	private void report() {
		double rate = (this.got - 1) / ((this.last - this.first) / 1e9);
		this.expected = 0;
		this.channel.emitTo("A", RelayMeasure.COUNTED, this.got + " " + rate + " " + this.disorder);
	}

}
