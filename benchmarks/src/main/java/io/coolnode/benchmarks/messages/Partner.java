package io.coolnode.benchmarks.messages;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.coolnode.Channel;

/**
 * Sends each message back to who has sent it, or counts those of a flood.
 */
public final class Partner {

	/**
	 * After how many quiet seconds what has not come counts as lost.
	 */
	private static final int QUIET = 4;

	private final Channel channel;

	private final String caller;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "partner-timer");
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

	/**
	 * Answer from now on.
	 * @param channel the channel
	 * @param caller the code of the worker that calls
	 */
	public Partner(Channel channel, String caller) {
		this.channel = channel;
		this.caller = caller;
		channel.on(Messages.GREETING, String.class, Integer.class, this::greeting);
		channel.on(Messages.FLOOD, String.class, Integer.class, this::flood);
		this.timer.scheduleAtFixedRate(this::check, QUIET, QUIET, TimeUnit.SECONDS);
	}

	private synchronized void greeting(String text, int number) {
		if (this.expected == 0) {
			this.channel.emitTo(this.caller, Messages.GREETING, text, number);
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

	private synchronized void flood(String text, int count) {
		this.expected = count;
		this.got = 0;
		this.gotBefore = 0;
		this.disorder = 0;
		this.channel.emitTo(this.caller, Messages.COUNTING, text, 0);
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
		Counted counted = new Counted(this.got, rate, this.disorder);
		this.channel.emitTo(this.caller, Messages.COUNTED, counted.text(), 0);
	}

}
