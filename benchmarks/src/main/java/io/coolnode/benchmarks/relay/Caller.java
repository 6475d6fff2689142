package io.coolnode.benchmarks.relay;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnWorker;
import io.coolnode.benchmarks.Results;

/**
 * Measures, if this is {@code A}.
 */
@Component
@ConditionalOnWorker
class Caller {

	private static final int WARM_UP = Integer.getInteger("warm", 30_000);

	private static final int TRIPS = Integer.getInteger("trips", 30_000);

	private static final int FLOOD = Integer.getInteger("flood", 1_000_000);

	private static final int EACH = Integer.getInteger("each", 200_000);

	private static final int PATIENCE = 60;

	private final Channel channel;

	private final long[] times = new long[TRIPS];

	private final CountDownLatch travelled = new CountDownLatch(1);

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	// belongs to the handler of greetings
	private int trip;

	// belongs to the handler of greetings, but for the first
	private long sentAt;

	Caller(Channel channel) {
		this.channel = channel;
		if (channel.code().equals("A")) {
			channel.on(RelayMeasure.GREETING, String.class, Integer.class, (text, number) -> travelled(number));
			channel.on(RelayMeasure.COUNTING, (message) -> this.answers.add(""));
			channel.on(RelayMeasure.COUNTED, String.class, this.answers::add);
			channel.on(Channel.READY, (message) -> new Thread(this::run, "caller").start());
		}
	}

	private void run() {
		try {
			measure();
			this.channel.emit(RelayMeasure.DONE, "");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			this.channel.emit(RelayMeasure.DONE, ex.toString());
		}
	}

	private void measure() throws InterruptedException {
		send();
		Assert.state(this.travelled.await(PATIENCE, TimeUnit.SECONDS), () -> "Stuck at trip " + this.trip);
		result("rtt_p50_us", Results.percentileMicros(this.times, 0.5));
		result("rtt_p99_us", Results.percentileMicros(this.times, 0.99));
		flood(FLOOD / 4);
		report("flood", FLOOD, flood(FLOOD));
		report("flood_each", EACH, flood(EACH));
	}

	private void send() {
		this.sentAt = System.nanoTime();
		this.channel.emitTo("B", RelayMeasure.GREETING, RelayMeasure.TEXT, this.trip);
	}

	private void travelled(int number) {
		long now = System.nanoTime();
		Assert.state(number == this.trip, () -> "Got " + number + " for " + this.trip);
		if (this.trip >= WARM_UP) {
			this.times[this.trip - WARM_UP] = now - this.sentAt;
		}
		if (++this.trip == WARM_UP + TRIPS) {
			this.travelled.countDown();
		}
		else {
			send();
		}
	}

	private String flood(int count) throws InterruptedException {
		this.channel.emitTo("B", RelayMeasure.FLOOD, count);
		answer();
		for (int i = 0; i < count; i++) {
			this.channel.emitTo("B", RelayMeasure.GREETING, RelayMeasure.TEXT, i);
		}
		return answer();
	}

	private String answer() throws InterruptedException {
		String answer = this.answers.poll(PATIENCE, TimeUnit.SECONDS);
		Assert.state(answer != null, "B does not answer");
		return answer;
	}

	private void report(String name, int sent, String counted) {
		String[] values = counted.split(" ");
		result(name + "_per_s", Double.parseDouble(values[1]));
		result(name + "_lost", sent - Integer.parseInt(values[0]));
		result(name + "_disorder", Integer.parseInt(values[2]));
	}

	private void result(String metric, double value) {
		this.channel.emit(RelayMeasure.RESULT, metric, value);
	}

}
