package io.coolnode.benchmarks.nodes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.channel.Threads;

/**
 * Redis Streams as one would use them with Lettuce: a record for each text, written
 * without waiting for the one before, and read in batches.
 */
final class BareStreams implements Courier {

	private static final byte[] FIELD = bytes("m");

	private static final int ON_THEIR_WAY = 1000;

	private static final int COUNT = 500;

	private final JsonMapper mapper = new JsonMapper();

	private final RedisClient client;

	private final String name;

	private final StatefulRedisConnection<byte[], byte[]> writing;

	private final Semaphore free = new Semaphore(ON_THEIR_WAY);

	private final Semaphore answers = new Semaphore(0);

	private final List<AtomicLong> counts = new ArrayList<>();

	private volatile boolean closed;

	BareStreams(String uri, int receivers, String name) {
		this.client = RedisClient.create(uri);
		this.name = name;
		this.writing = this.client.connect(ByteArrayCodec.INSTANCE);
		for (int i = 0; i < receivers; i++) {
			AtomicLong count = new AtomicLong();
			this.counts.add(count);
			StatefulRedisConnection<byte[], byte[]> answering = this.client.connect(ByteArrayCodec.INSTANCE);
			read(bytes(name), (message) -> count.incrementAndGet());
			if (i == 0) {
				read(bytes(name + ".question"),
						(message) -> answering.async().xadd(bytes(name + ".answer"), Map.of(FIELD, message)));
			}
		}
		read(bytes(name + ".answer"), (message) -> this.answers.release());
	}

	private void read(byte[] stream, Consumer<byte[]> receiver) {
		StatefulRedisConnection<byte[], byte[]> reading = this.client.connect(ByteArrayCodec.INSTANCE);
		Threads.startDaemon("coolnode-bare-reader", () -> {
			String position = "0-0";
			while (!this.closed) {
				List<StreamMessage<byte[], byte[]>> messages = reading.sync()
					.xread(XReadArgs.Builder.block(200).count(COUNT), XReadArgs.StreamOffset.from(stream, position));
				for (StreamMessage<byte[], byte[]> message : messages) {
					byte[] text = message.getBody().values().iterator().next();
					this.mapper.readValue(text, Object[].class);
					receiver.accept(text);
					position = message.getId();
				}
			}
			reading.close();
		});
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void send(long number, String text) {
		sendToAll(number, text);
	}

	@Override
	public void sendToAll(long number, String text) {
		this.free.acquireUninterruptibly();
		this.writing.async()
			.xadd(bytes(this.name), XAddArgs.Builder.maxlen(100_000).approximateTrimming(),
					Map.of(FIELD, this.mapper.writeValueAsBytes(new Object[] { number, text })))
			.whenComplete((id, failure) -> this.free.release());
	}

	@Override
	public void ask(long number, String text) throws InterruptedException {
		this.writing.async()
			.xadd(bytes(this.name + ".question"),
					Map.of(FIELD, this.mapper.writeValueAsBytes(new Object[] { number, text })));
		this.answers.acquire();
	}

	@Override
	public long received() {
		return this.counts.stream().mapToLong(AtomicLong::get).min().orElse(0);
	}

	@Override
	public void close() {
		this.closed = true;
		this.client.shutdown();
	}

}
