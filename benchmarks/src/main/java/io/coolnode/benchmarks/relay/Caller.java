package io.coolnode.benchmarks.relay;

import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnWorker;
import io.coolnode.benchmarks.Results;
import io.coolnode.benchmarks.Usage;
import io.coolnode.benchmarks.messages.Calls;
import io.coolnode.benchmarks.messages.Counted;
import io.coolnode.benchmarks.messages.Partner;

/**
 * Measures if this is {@code A}, and answers if it is {@code B}.
 */
@Component
@ConditionalOnWorker
class Caller {

	private static final int WARM_UP = Integer.getInteger("warm", 30_000);

	private static final int TRIPS = Integer.getInteger("trips", 30_000);

	private static final int FLOOD = Integer.getInteger("flood", 1_000_000);

	private static final int EACH = Integer.getInteger("each", 200_000);

	private static final List<String> PROCESSES = List.of("A", "master", "B");

	private final Channel channel;

	Caller(Channel channel) {
		this.channel = channel;
		if (channel.code().equals("A")) {
			Calls calls = new Calls(channel, "B");
			channel.on(Channel.READY, (message) -> new Thread(() -> run(calls), "caller").start());
		}
		else {
			new Partner(channel, "A");
		}
	}

	private void run(Calls calls) {
		try {
			measure(calls);
			this.channel.emit(RelayMeasure.DONE, "");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			this.channel.emit(RelayMeasure.DONE, ex.toString());
		}
	}

	private void measure(Calls calls) throws InterruptedException {
		long[] times = calls.roundTrips(WARM_UP, TRIPS);
		result("rtt_p50_us", Results.percentileMicros(times, 0.5));
		result("rtt_p99_us", Results.percentileMicros(times, 0.99));
		calls.flood(FLOOD / 4);
		report("flood", FLOOD, calls.flood(FLOOD));
		report("flood_each", EACH, calls.flood(EACH));
		measureUsage(calls);
	}

	// in a flood of its own, since asking makes the JVMs load classes and compile anew
	private void measureUsage(Calls calls) throws InterruptedException {
		List<Usage> before = usage();
		calls.flood(FLOOD);
		List<Usage> after = usage();
		for (int i = 0; i < PROCESSES.size(); i++) {
			Usage each = after.get(i).since(before.get(i), FLOOD);
			result("flood_cpu_ns_" + PROCESSES.get(i), each.cpuNanos());
			result("flood_bytes_" + PROCESSES.get(i), each.bytes());
		}
	}

	private List<Usage> usage() {
		return PROCESSES.stream()
			.map((process) -> this.channel.request(process, RelayMeasure.USAGE).join())
			.map((answer) -> Objects.requireNonNull(answer.get(0, Usage.class)))
			.toList();
	}

	private void report(String name, int sent, Counted counted) {
		result(name + "_per_s", counted.perSecond());
		result(name + "_lost", sent - counted.received());
		result(name + "_disorder", counted.disorder());
	}

	private void result(String metric, double value) {
		this.channel.emit(RelayMeasure.RESULT, metric, value);
	}

}
