package io.coolnode.channel.tcp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.WorkerState;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Control;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.KnownWorkers;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.NodeTransport;
import io.coolnode.channel.Self;

/**
 * A master and its workers in this process, connected as they are in different ones.
 */
public final class LocalCluster implements AutoCloseable {

	static final ChannelSettings SETTINGS = new ChannelSettings(1024 * 1024, 8 * 1024 * 1024, Duration.ofSeconds(5),
			Duration.ofSeconds(10), Delivery.AT_MOST_ONCE);

	private final ChannelSettings settings;

	private final String node;

	private final KnownWorkers workers;

	private final DataCodec codec = new DataCodec(new JsonMapper());

	private final MasterRouter router;

	private final DefaultChannel master;

	private final ChannelServer server;

	private final Map<Long, Link> links = new ConcurrentHashMap<>();

	private final Map<Long, LocalWorker> connected = new ConcurrentHashMap<>();

	public LocalCluster() throws IOException {
		this(SETTINGS);
	}

	public LocalCluster(ChannelSettings settings) throws IOException {
		this(settings, "one");
	}

	private LocalCluster(ChannelSettings settings, String node) throws IOException {
		this.settings = settings;
		this.node = node;
		this.workers = new KnownWorkers(node);
		this.router = new MasterRouter(settings);
		this.master = DefaultChannel.master(this.workers, settings, this.codec, this.router);
		this.server = new ChannelServer(0, settings.maxMessageSize(), new MasterListener());
	}

	/**
	 * Create a cluster that is one of several machines.
	 * @param node the name of the machine
	 */
	public static LocalCluster named(String node) throws IOException {
		return new LocalCluster(SETTINGS, node);
	}

	/**
	 * Let this machine know another one, which has started.
	 */
	public void meet(LocalCluster other) {
		this.router.nodes().connect(this.node, new Wire(other));
		other.workers.localWorkers()
			.forEach((worker) -> this.workers.add(other.node + "/" + worker.code(), worker.id(), worker.state()));
	}

	/**
	 * Let this machine think that another one is gone.
	 */
	public void lose(LocalCluster other) {
		other.workers.localWorkers().forEach((worker) -> this.workers.remove(other.node + "/" + worker.code()));
	}

	public DefaultChannel master() {
		return this.master;
	}

	ChannelServer server() {
		return this.server;
	}

	void open(String code) {
		this.workers.addWithoutProcess(code, WorkerState.STARTING);
		this.router.open(code);
	}

	/**
	 * Connect a worker that does not answer to its code yet.
	 */
	public LocalWorker connect(String code, long id) throws Exception {
		open(code);
		this.workers.add(code, id, WorkerState.STARTING);
		LocalWorker worker = new LocalWorker();
		ChannelClient.connect(this.server.port(), id, this.server.expect(id), worker);
		worker.opened.await(5, TimeUnit.SECONDS);
		while (!this.links.containsKey(id)) {
			Thread.onSpinWait();
		}
		worker.channel = DefaultChannel.worker(Self.of(code, id), this.workers, this.settings, this.codec,
				worker.link());
		this.connected.put(id, worker);
		return worker;
	}

	/**
	 * Let a connected worker answer to its code, and tell it that the cluster is ready.
	 */
	public void admit(String code, long id) {
		this.workers.add(code, id, WorkerState.READY);
		this.router.admit(code, link(id));
	}

	void release(String code, long id) {
		this.router.release(code, link(id));
	}

	void closePlace(String code) {
		this.workers.addWithoutProcess(code, WorkerState.GIVEN_UP);
		this.router.close(code);
	}

	/**
	 * End a worker's connection as its death would.
	 */
	public void kill(String code, long id) {
		this.workers.addWithoutProcess(code, WorkerState.STARTING);
		worker(id).link().close();
		worker(id).channel().close();
	}

	boolean isConnected(long id) {
		return this.links.containsKey(id);
	}

	private Link link(long id) {
		Link link = this.links.get(id);
		if (link == null) {
			throw new IllegalStateException("No link of worker " + id);
		}
		return link;
	}

	private LocalWorker worker(long id) {
		LocalWorker worker = this.connected.get(id);
		if (worker == null) {
			throw new IllegalStateException("No worker " + id);
		}
		return worker;
	}

	/**
	 * Connect and admit workers with the ids 1, 2, 3, … and make the master ready.
	 */
	public LocalCluster start(String... codes) throws Exception {
		long id = 0;
		for (String code : codes) {
			connect(code, ++id);
		}
		for (int i = 0; i < codes.length; i++) {
			admit(codes[i], i + 1);
		}
		this.master.ready();
		return this;
	}

	public DefaultChannel channel(long id) {
		return worker(id).channel();
	}

	@Override
	public void close() {
		this.connected.values().forEach((worker) -> worker.channel().close());
		this.server.close();
		this.master.close();
	}

	private final class MasterListener implements LinkListener {

		@Override
		public void onOpen(Link link) {
			LocalCluster.this.router.connected(link);
			LocalCluster.this.links.put(link.workerId(), link);
		}

		@Override
		public void onMessage(Link link, Envelope envelope) {
			LocalCluster.this.router.route(envelope);
		}

		@Override
		public @Nullable Runnable onPause(Link link) {
			LocalCluster.this.router.flush();
			return null;
		}

		@Override
		public void onWritable(Link link) {
			LocalCluster.this.router.writable(link);
		}

		@Override
		public void onControl(Link link, Control control) {
			LocalCluster.this.router.onControl(link, control);
		}

		@Override
		public void onClosed(Link link) {
			LocalCluster.this.links.remove(link.workerId());
			LocalCluster.this.router.disconnected(link);
		}

	}

	/**
	 * The way to another machine, whose messages arrive at once.
	 */
	private record Wire(LocalCluster other) implements NodeTransport {

		@Override
		public boolean write(@Nullable String node, Envelope envelope) {
			this.other.router.nodes().receive(Envelope.parse(envelope.bytes()));
			this.other.router.nodes().flush();
			return true;
		}

		@Override
		public void forget(String node, String requester, long sequence) {
			this.other.router.nodes().forgotten(requester, sequence);
		}

		@Override
		public void congested(String receiver, boolean congested) {
		}

		@Override
		public boolean isThere(String node) {
			return node.equals(this.other.node);
		}

	}

	/**
	 * A worker's end of a connection.
	 */
	static final class LocalWorker implements LinkListener {

		private final CountDownLatch opened = new CountDownLatch(1);

		private volatile @Nullable Link link;

		private volatile @Nullable DefaultChannel channel;

		Link link() {
			Link current = this.link;
			if (current == null) {
				throw new IllegalStateException("Not connected");
			}
			return current;
		}

		DefaultChannel channel() {
			DefaultChannel current = this.channel;
			if (current == null) {
				throw new IllegalStateException("Not connected");
			}
			return current;
		}

		@Override
		public void onOpen(Link link) {
			this.link = link;
			this.opened.countDown();
		}

		@Override
		public void onMessage(Link link, Envelope envelope) {
			channel().deliver(envelope);
		}

		@Override
		public @Nullable Runnable onPause(Link link) {
			return channel().takeWork();
		}

		@Override
		public void onWritable(Link link) {
			channel().writable();
		}

		@Override
		public void onControl(Link link, Control control) {
			channel().onControl(control);
		}

		@Override
		public void onClosed(Link link) {
		}

	}

}
