package io.coolnode.benchmarks.nodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.coolnode.benchmarks.Results;
import io.coolnode.benchmarks.Waiting;

/**
 * Sends from one machine to others over a Redis of its own, and does the same with Redis
 * as it is, one after another in each round. Printed are medians of the rounds.
 */
public final class NodesMeasure {

	private static final int ROUNDS = Integer.getInteger("rounds", 3);

	private static final int MESSAGES = Integer.getInteger("messages", 100_000);

	private static final int QUESTIONS = Integer.getInteger("questions", 5_000);

	private static final int[] MASTERS = { 2, 4, 8 };

	private static final String TEXT = "x".repeat(100);

	private final RedisProcess redis;

	private final LettuceConnectionFactory factory;

	private final Map<String, List<Double>> results = new LinkedHashMap<>();

	private NodesMeasure(RedisProcess redis) {
		this.redis = redis;
		this.factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", redis.port()));
		this.factory.afterPropertiesSet();
		this.factory.start();
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		try (RedisProcess redis = RedisProcess.start()) {
			NodesMeasure measure = new NodesMeasure(redis);
			for (int round = 0; round < ROUNDS; round++) {
				for (int masters : MASTERS) {
					measure.round(masters, masters + "-" + round);
				}
			}
			measure.results.forEach((metric, values) -> Results.print(metric, Results.median(values)));
			measure.factory.destroy();
		}
		System.exit(0);
	}

	private void round(int masters, String name) throws InterruptedException {
		int receivers = masters - 1;
		try (Courier courier = new Machines(this.factory, receivers, "product-" + name)) {
			measure("product", masters, courier);
		}
		try (Courier courier = new BareStreams(this.redis.uri(), receivers, "streams-" + name)) {
			measure("streams", masters, courier);
		}
		try (Courier courier = new BarePubSub(this.redis.uri(), receivers, "pubsub-" + name)) {
			measure("pubsub", masters, courier);
		}
	}

	private void measure(String peer, int masters, Courier courier) throws InterruptedException {
		String prefix = peer + "_" + masters + "_masters_";
		if (masters == MASTERS[0]) {
			long[] nanos = new long[QUESTIONS];
			for (int i = -QUESTIONS; i < QUESTIONS; i++) {
				long start = System.nanoTime();
				courier.ask(i, TEXT);
				nanos[Math.max(0, i)] = System.nanoTime() - start;
			}
			add(prefix + "round_trip_p50_us", Results.percentileMicros(nanos, 0.5));
			add(prefix + "round_trip_p99_us", Results.percentileMicros(nanos, 0.99));
			add(prefix + "messages_per_s", rate(courier, courier::send));
		}
		add(prefix + "broadcasts_per_s", rate(courier, courier::sendToAll));
	}

	private static double rate(Courier courier, Sending sending) {
		send(courier, sending);
		long start = System.nanoTime();
		send(courier, sending);
		return MESSAGES * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
	}

	private static void send(Courier courier, Sending sending) {
		long end = courier.received() + MESSAGES;
		for (int i = 0; i < MESSAGES; i++) {
			sending.send(i, TEXT);
		}
		Waiting.until(() -> courier.received() >= end);
	}

	private void add(String metric, double value) {
		this.results.computeIfAbsent(metric, (key) -> new ArrayList<>()).add(value);
	}

	/**
	 * Sends one text.
	 */
	@FunctionalInterface
	private interface Sending {

		/**
		 * Send a text.
		 * @param number what the receivers count by
		 * @param text the text
		 */
		void send(long number, String text);

	}

}
