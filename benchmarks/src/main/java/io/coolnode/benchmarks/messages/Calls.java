package io.coolnode.benchmarks.messages;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

import io.coolnode.Channel;

/**
 * Sends messages to a {@link Partner} in another worker.
 */
public final class Calls {

	private static final int PATIENCE = 60;

	private final Channel channel;

	private final String target;

	private final BlockingQueue<long[]> travelled = new LinkedBlockingQueue<>();

	private final BlockingQueue<Optional<Counted>> answers = new LinkedBlockingQueue<>();

	// what follows belongs to the handler of greetings, but for the start of a journey
	private long[] times = new long[0];

	private int warmUp;

	private int trip;

	private long sentAt;

	/**
	 * Prepare to call.
	 * @param channel the channel
	 * @param target the code of the worker with the partner
	 */
	public Calls(Channel channel, String target) {
		this.channel = channel;
		this.target = target;
		channel.on(Messages.GREETING, String.class, Integer.class, (text, number) -> travelled(number));
		channel.on(Messages.COUNTING, String.class, Integer.class,
				(text, number) -> this.answers.add(Optional.empty()));
		channel.on(Messages.COUNTED, String.class, Integer.class,
				(text, number) -> this.answers.add(Optional.of(Counted.parse(text))));
	}

	/**
	 * Let a message go back and forth. Each way begins within the handler of the one
	 * before.
	 * @param unmeasured how often, before it is measured
	 * @param trips how often after that
	 * @return the time of each measured round trip in nanoseconds
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public long[] roundTrips(int unmeasured, int trips) throws InterruptedException {
		this.times = new long[trips];
		this.warmUp = unmeasured;
		this.trip = 0;
		send();
		long[] measured = this.travelled.poll(PATIENCE, TimeUnit.SECONDS);
		Assert.state(measured != null, () -> "Stuck at trip " + this.trip);
		return measured;
	}

	private void send() {
		this.sentAt = System.nanoTime();
		this.channel.emitTo(this.target, Messages.GREETING, Messages.TEXT, this.trip);
	}

	private void travelled(int number) {
		long now = System.nanoTime();
		Assert.state(number == this.trip, () -> "Got " + number + " for " + this.trip);
		if (this.trip >= this.warmUp) {
			this.times[this.trip - this.warmUp] = now - this.sentAt;
		}
		if (++this.trip == this.warmUp + this.times.length) {
			this.travelled.add(this.times);
		}
		else {
			send();
		}
	}

	/**
	 * Send messages one way, as fast as the channel takes them.
	 * @param count how many
	 * @return what came of them
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public Counted flood(int count) throws InterruptedException {
		this.channel.emitTo(this.target, Messages.FLOOD, Messages.TEXT, count);
		answer();
		for (int i = 0; i < count; i++) {
			this.channel.emitTo(this.target, Messages.GREETING, Messages.TEXT, i);
		}
		return answer().orElseThrow();
	}

	private Optional<Counted> answer() throws InterruptedException {
		Optional<Counted> answer = this.answers.poll(PATIENCE, TimeUnit.SECONDS);
		Assert.state(answer != null, () -> this.target + " does not answer");
		return answer;
	}

}
