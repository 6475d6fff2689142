package io.coolnode.benchmarks.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.coolnode.benchmarks.Results;
import io.coolnode.benchmarks.Usage;

/**
 * Lets one end send messages to all, over real connections. Counted is the CPU time of
 * the process, in which the master and all ends are.
 */
public final class FanoutMeasure {

	private static final int MESSAGES = Integer.getInteger("messages", 100_000);

	private static final int ROUNDS = 3;

	private static final int[] RECEIVERS = { 1, 2, 4, 8, 16 };

	private FanoutMeasure() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		for (int i = 0; i < 2; i++) {
			measure(RECEIVERS[RECEIVERS.length - 1]);
		}
		for (int receivers : RECEIVERS) {
			List<Usage> rounds = new ArrayList<>();
			for (int i = 0; i < ROUNDS; i++) {
				rounds.add(measure(receivers));
			}
			rounds.sort(Comparator.comparingLong(Usage::cpuNanos));
			Usage median = rounds.get(ROUNDS / 2);
			Results.print("broadcast_" + receivers + "_cpu_ns", median.cpuNanos());
			Results.print("broadcast_" + receivers + "_bytes", median.bytes());
		}
	}

	private static Usage measure(int receivers) throws IOException, InterruptedException {
		try (Star star = new Star(receivers)) {
			star.broadcast(MESSAGES / 10);
			Usage before = Usage.now();
			star.broadcast(MESSAGES);
			return Usage.now().since(before, MESSAGES);
		}
	}

}
