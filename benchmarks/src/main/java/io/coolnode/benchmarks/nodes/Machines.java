package io.coolnode.benchmarks.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.coolnode.benchmarks.Waiting;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Control;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.WorkerInfo;
import io.coolnode.redis.NodeListener;
import io.coolnode.redis.NodeSettings;
import io.coolnode.redis.RedisNodes;

/**
 * The product: masters, each with the end of one worker that counts what it gets.
 */
final class Machines implements Courier {

	private static final ChannelSettings SETTINGS = new ChannelSettings(8 << 20, 64 << 20, Duration.ofSeconds(30),
			Duration.ofSeconds(30), Delivery.AT_MOST_ONCE);

	private static final String FIRST = "n1/master";

	private final List<Machine> machines = new ArrayList<>();

	private final Semaphore answers = new Semaphore(0);

	Machines(RedisConnectionFactory factory, int receivers, String namespace) throws InterruptedException {
		for (int i = 0; i <= receivers; i++) {
			this.machines.add(new Machine("n" + i, factory, namespace));
		}
		Waiting.until(() -> this.machines.stream().allMatch((machine) -> machine.known.size() == receivers));
		sender().on("answer", (message) -> this.answers.release());
		Machine first = this.machines.get(1);
		first.channel.on("question",
				(message) -> first.channel.emitTo("n0/master", "answer", message.get(0, Long.class)));
		first.channel.on("text", (message) -> first.worker.count.incrementAndGet());
	}

	private DefaultChannel sender() {
		return this.machines.get(0).channel;
	}

	@Override
	public void send(long number, String text) {
		sender().emitTo(FIRST, "text", number, text);
	}

	@Override
	public void sendToAll(long number, String text) {
		sender().broadcast("text", number, text);
	}

	@Override
	public void ask(long number, String text) throws InterruptedException {
		sender().emitTo(FIRST, "question", number, text);
		this.answers.acquire();
	}

	@Override
	public long received() {
		return this.machines.stream().skip(1).mapToLong((machine) -> machine.worker.count.get()).min().orElse(0);
	}

	@Override
	public void close() {
		this.machines.forEach(Machine::close);
	}

	/**
	 * A master.
	 */
	private static final class Machine implements NodeListener {

		// volatile: written by the thread that reads, read by all
		private volatile List<WorkerInfo> known = List.of();

		private final CountingLink worker = new CountingLink();

		private final DefaultChannel channel;

		private final RedisNodes nodes;

		Machine(String name, RedisConnectionFactory factory, String namespace) throws InterruptedException {
			MasterRouter router = new MasterRouter(SETTINGS);
			KnownCluster cluster = new KnownCluster(name, () -> this.known);
			this.channel = DefaultChannel.master(cluster, SETTINGS, new DataCodec(new JsonMapper()), router);
			router.open("A");
			router.connected(this.worker);
			router.admit("A", this.worker);
			this.channel.ready();
			this.nodes = new RedisNodes(new NodeSettings(name, namespace, "secret", Duration.ofSeconds(10), 100_000,
					Duration.ofMinutes(2), SETTINGS.bufferSize()), factory, router.nodes(), cluster, this);
			this.nodes.start();
		}

		@Override
		public void joined(String node) {
		}

		@Override
		public void left(String node) {
		}

		@Override
		public void workersChanged(List<WorkerInfo> workers) {
			this.known = workers;
		}

		void close() {
			this.nodes.close();
			this.channel.close();
		}

	}

	/**
	 * The end of a worker.
	 */
	private static final class CountingLink implements Link {

		private final AtomicLong count = new AtomicLong();

		@Override
		public long workerId() {
			return 1;
		}

		@Override
		public void send(Control control) {
		}

		@Override
		public boolean write(Envelope envelope) {
			this.count.incrementAndGet();
			return true;
		}

		@Override
		public void flush() {
		}

		@Override
		public void flushSoon() {
		}

		@Override
		public void close() {
		}

	}

}
