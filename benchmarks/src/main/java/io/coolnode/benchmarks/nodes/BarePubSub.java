package io.coolnode.benchmarks.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Redis' publish and subscribe as one would use it with Lettuce, without waiting for the
 * text before.
 */
final class BarePubSub implements Courier {

	private static final int ON_THEIR_WAY = 1000;

	private final JsonMapper mapper = new JsonMapper();

	private final RedisClient client;

	private final String name;

	private final StatefulRedisConnection<String, String> writing;

	private final Semaphore free = new Semaphore(ON_THEIR_WAY);

	private final Semaphore answers = new Semaphore(0);

	private final List<AtomicLong> counts = new ArrayList<>();

	BarePubSub(String uri, int receivers, String name) {
		this.client = RedisClient.create(uri);
		this.name = name;
		this.writing = this.client.connect();
		for (int i = 0; i < receivers; i++) {
			AtomicLong count = new AtomicLong();
			this.counts.add(count);
			subscribe(name, (text) -> count.incrementAndGet());
			if (i == 0) {
				StatefulRedisConnection<String, String> answering = this.client.connect();
				subscribe(name + ".question", (text) -> answering.async().publish(name + ".answer", text));
			}
		}
		subscribe(name + ".answer", (text) -> this.answers.release());
	}

	private void subscribe(String channel, Consumer<String> receiver) {
		StatefulRedisPubSubConnection<String, String> connection = this.client.connectPubSub();
		connection.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String channel, String text) {
				BarePubSub.this.mapper.readValue(text, Object[].class);
				receiver.accept(text);
			}

		});
		connection.sync().subscribe(channel);
	}

	@Override
	public void send(long number, String text) {
		sendToAll(number, text);
	}

	@Override
	public void sendToAll(long number, String text) {
		this.free.acquireUninterruptibly();
		this.writing.async()
			.publish(this.name, this.mapper.writeValueAsString(new Object[] { number, text }))
			.whenComplete((count, failure) -> this.free.release());
	}

	@Override
	public void ask(long number, String text) throws InterruptedException {
		this.writing.async()
			.publish(this.name + ".question", this.mapper.writeValueAsString(new Object[] { number, text }));
		this.answers.acquire();
	}

	@Override
	public long received() {
		return this.counts.stream().mapToLong(AtomicLong::get).min().orElse(0);
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
