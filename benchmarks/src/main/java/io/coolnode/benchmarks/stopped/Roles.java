package io.coolnode.benchmarks.stopped;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

import io.coolnode.Channel;
import io.coolnode.ChannelOverflowException;
import io.coolnode.ConditionalOnWorker;
import io.coolnode.benchmarks.Results;
import io.coolnode.benchmarks.messages.Calls;
import io.coolnode.benchmarks.messages.Counted;
import io.coolnode.benchmarks.messages.Partner;

/**
 * What each worker does.
 */
@Component
@ConditionalOnWorker
class Roles {

	private static final int WARM_UP = Integer.getInteger("warm", 30_000);

	private static final int TRIPS = Integer.getInteger("trips", 20_000);

	private static final int FLOOD = Integer.getInteger("flood", 300_000);

	private static final int LOAD_SIZE = 16 * 1024;

	private static final long LOAD_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

	private static final int PATIENCE = 60;

	private final Channel channel;

	private final CountDownLatch full = new CountDownLatch(1);

	Roles(Channel channel) {
		this.channel = channel;
		switch (channel.code()) {
			case "A" -> {
				channel.on(StoppedMeasure.FULL, (message) -> this.full.countDown());
				Calls calls = new Calls(channel, "B");
				channel.on(Channel.READY, (message) -> new Thread(() -> measure(calls), "caller").start());
			}
			case "B" -> new Partner(channel, "A");
			case "C" -> channel.on(StoppedMeasure.LOAD, (message) -> {
			});
			default -> channel.on(Channel.READY, (message) -> new Thread(this::load, "load").start());
		}
	}

	private void load() {
		byte[] content = new byte[LOAD_SIZE];
		while (!Thread.currentThread().isInterrupted()) {
			try {
				this.channel.emitTo("C", StoppedMeasure.LOAD, content);
				LockSupport.parkNanos(LOAD_PAUSE);
			}
			catch (ChannelOverflowException ex) {
				this.channel.emitTo("A", StoppedMeasure.FULL);
			}
		}
	}

	private void measure(Calls calls) {
		try {
			calls.roundTrips(0, WARM_UP);
			calls.flood(FLOOD);
			measure(calls, "before");
			signal("STOP");
			measure(calls, "filling");
			Assert.state(this.full.getCount() > 0, "The buffer was full too early");
			Assert.state(this.full.await(PATIENCE, TimeUnit.SECONDS), "The buffer does not become full");
			measure(calls, "full");
			signal("CONT");
			this.channel.emit(StoppedMeasure.DONE, "");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			this.channel.emit(StoppedMeasure.DONE, ex.toString());
		}
	}

	private void signal(String signal) {
		this.channel.request("master", StoppedMeasure.SIGNAL, signal).join();
	}

	private void measure(Calls calls, String phase) throws InterruptedException {
		long[] times = calls.roundTrips(TRIPS / 10, TRIPS);
		result(phase + "_rtt_p50_us", Results.percentileMicros(times, 0.5));
		result(phase + "_rtt_p99_us", Results.percentileMicros(times, 0.99));
		Counted counted = calls.flood(FLOOD);
		Assert.state(counted.received() == FLOOD && counted.disorder() == 0, counted::toString);
		result(phase + "_flood_per_s", counted.perSecond());
	}

	private void result(String metric, double value) {
		this.channel.emit(StoppedMeasure.RESULT, metric, value);
	}

}
