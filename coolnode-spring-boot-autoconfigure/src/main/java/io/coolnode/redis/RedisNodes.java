package io.coolnode.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.NodeTransport;
import io.coolnode.channel.Nodes;
import io.coolnode.channel.ObservableCluster;
import io.coolnode.channel.Sleeper;
import io.coolnode.channel.Threads;
import io.coolnode.channel.WorkerInfo;

/**
 * This machine among several, which Redis connects: has its name, reads what others write
 * to it, and writes to them. The master alone does so, on two threads and two
 * connections.
 */
public final class RedisNodes implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RedisNodes.class);

	private static final String LEAVES = "coolnode.leaves";

	private static final String FORGET = "coolnode.forget";

	private static final Duration RETRY = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final NodeSettings settings;

	private final Keys keys;

	private final long incarnation = new SecureRandom().nextLong();

	private final String own;

	private final RedisStreamStore store;

	private final Nodes nodes;

	private final Cluster cluster;

	private final Seal seal;

	private final Origins origins = new Origins();

	private final NodeLease lease;

	private final Members members;

	private final NodeWriter writer;

	private final Set<String> congested = ConcurrentHashMap.newKeySet();

	// volatile: set once, by the thread that joins
	private volatile @Nullable NodeReader reader;

	// volatile: set by the thread that closes, or finds that the name is lost
	private volatile boolean closed;

	// confined to the thread that writes, after the start
	private long renewed;

	// confined to the thread that reads
	private long unacknowledged;

	// confined to the thread that changes the cluster
	private List<Worker> told = List.of();

	private @Nullable Thread writing;

	/**
	 * Create what connects this machine, which does nothing yet.
	 * @param settings what the user decided
	 * @param factory opens connections to Redis
	 * @param nodes what the router of this master knows of other machines
	 * @param cluster the workers of this machine
	 * @param listener is told of other machines
	 */
	public RedisNodes(NodeSettings settings, RedisConnectionFactory factory, Nodes nodes, Cluster cluster,
			NodeListener listener) {
		this.settings = settings;
		this.keys = new Keys(settings.namespace());
		this.own = this.keys.node(settings.node(), this.incarnation);
		this.store = new RedisStreamStore(factory);
		this.nodes = nodes;
		this.cluster = cluster;
		this.seal = new Seal(settings.secret());
		this.lease = new NodeLease(settings.node(), this.keys.lease(settings.node()), settings.memberTimeout(),
				LeaseHolder.current(this.incarnation), this.store, Sleeper.SYSTEM);
		this.members = new Members(settings.memberTimeout(), settings.maxAge(), System::nanoTime,
				new Listener(listener));
		this.writer = new NodeWriter(settings, this.keys, this.seal, this.incarnation, this.store, this.members,
				new Surroundings());
	}

	/**
	 * Join the other machines. If Redis is away, they are joined later.
	 * @throws NodeNameTakenException if another cluster has the name of this machine
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void start() throws InterruptedException {
		boolean joined = tryJoin();
		this.nodes.connect(this.settings.node(), new Transport());
		Thread thread = Threads.daemon("coolnode-redis-writer", () -> write(joined));
		this.writing = thread;
		thread.start();
		if (this.cluster instanceof ObservableCluster observable) {
			observable.onChange(this::workersChanged);
		}
	}

	private void workersChanged() {
		List<Worker> workers = this.cluster.localWorkers();
		if (!workers.equals(this.told)) {
			this.told = workers;
			this.writer.presenceDue();
		}
	}

	private boolean tryJoin() throws InterruptedException {
		try {
			this.lease.acquire();
			this.renewed = System.nanoTime();
			NodeReader created = new NodeReader(this.own, this.keys.all(), this.store.end(this.keys.all()),
					this.incarnation, this.store, this.seal, this.origins, new Receiver());
			this.reader = created;
			Threads.startDaemon("coolnode-redis-reader", created::run);
			logger.info("This machine is '" + this.settings.node() + "' among those of '" + this.settings.namespace()
					+ "'");
			return true;
		}
		catch (StoreUnavailableException ex) {
			logger.debug("Other machines cannot be joined", ex);
			return false;
		}
	}

	private void write(boolean joined) {
		try {
			if (joined || joinLater()) {
				this.writer.run();
				leave();
			}
		}
		catch (NodeNameTakenException ex) {
			lose(String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			logger.debug("Interrupted while writing to other machines", ex);
		}
	}

	private boolean joinLater() throws InterruptedException {
		logger.warn("Redis cannot be reached. This machine is alone until it can");
		while (!this.closed) {
			Sleeper.SYSTEM.sleep(RETRY);
			if (!this.closed && tryJoin()) {
				return true;
			}
		}
		return false;
	}

	private void lose(String reason) {
		logger.error(reason + ". This machine takes no part among the others until it is started again");
		this.closed = true;
		this.writer.close();
		NodeReader current = this.reader;
		if (current != null) {
			current.close();
		}
		this.members.giveUp("this machine takes no part any more");
	}

	/**
	 * Leave the other machines. Waits for Redis for 3 s at most.
	 */
	@Override
	public void close() {
		NodeReader current = this.reader;
		this.closed = true;
		if (current != null) {
			this.writer.send(null, Control.of(LEAVES));
		}
		this.writer.close();
		awaitWriter();
		if (current != null) {
			current.close();
		}
		this.store.close();
	}

	private void awaitWriter() {
		Thread thread = this.writing;
		try {
			if (thread != null) {
				thread.join(PATIENCE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void leave() {
		try {
			this.lease.release();
			this.store.expire(this.own, this.settings.memberTimeout());
		}
		catch (StoreUnavailableException ex) {
			logger.warn("The name of this machine is kept in Redis for " + this.settings.memberTimeout().toMillis()
					+ " ms: " + ex.getMessage());
		}
	}

	/**
	 * Takes the messages of this machine for others.
	 */
	private final class Transport implements NodeTransport {

		@Override
		public boolean write(@Nullable String node, Envelope envelope) {
			return RedisNodes.this.writer.write(node, envelope);
		}

		@Override
		public void forget(String node, String requester, long sequence) {
			if (isThere(node)) {
				RedisNodes.this.writer.send(node, Control.of(FORGET, requester, Long.toString(sequence)));
			}
		}

		@Override
		public void congested(String receiver, boolean congested) {
			if (congested) {
				RedisNodes.this.congested.add(receiver);
			}
			else {
				RedisNodes.this.congested.remove(receiver);
			}
			RedisNodes.this.writer.presenceDue();
		}

		@Override
		public boolean isThere(String node) {
			return !RedisNodes.this.closed && RedisNodes.this.members.find(node) != null;
		}

	}

	/**
	 * Tells the router and the application of other machines.
	 */
	private final class Listener implements MembersListener {

		private final NodeListener listener;

		private Listener(NodeListener listener) {
			this.listener = listener;
		}

		@Override
		public void joined(String node) {
			this.listener.joined(node);
		}

		@Override
		public void left(String node) {
			RedisNodes.this.nodes.left(node);
			this.listener.left(node);
		}

		@Override
		public void workersChanged(List<WorkerInfo> workers) {
			this.listener.workersChanged(workers);
		}

		@Override
		public void congested(String node, Set<String> receivers) {
			RedisNodes.this.nodes.congested(node, receivers);
		}

	}

	/**
	 * Takes in what other machines have written.
	 */
	private final class Receiver implements NodeReader.Receiver {

		@Override
		public void receive(NodeRecord record, Item item) {
			if (record.node().equals(RedisNodes.this.settings.node())) {
				logger.debug("Something of another master with the name of this machine is passed over");
			}
			else if (item instanceof Item.Message message) {
				RedisNodes.this.nodes.receive(message.envelope());
			}
			else if (item instanceof Item.Word word) {
				hear(record, word.control());
			}
		}

		private void hear(NodeRecord record, Control control) {
			try {
				switch (control.name()) {
					case Presence.WORD -> hearPresence(record, Presence.of(control));
					case LEAVES -> RedisNodes.this.members.leaves(record.node(), record.incarnation());
					case FORGET -> RedisNodes.this.nodes.forgotten(control.values().get(0),
							Long.parseLong(control.values().get(1)));
					default ->
						logger.warn("Machine '" + record.node() + "' says '" + control.name() + "', which is unknown");
				}
			}
			catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
				logger.error("What machine '" + record.node() + "' says cannot be understood", ex);
			}
		}

		private void hearPresence(NodeRecord record, Presence presence) {
			if (RedisNodes.this.members.heard(record.node(), record.incarnation(), presence)) {
				RedisNodes.this.writer.presenceDue();
			}
			RedisNodes.this.writer.wake();
		}

		@Override
		public void read(int bytes) {
			RedisNodes.this.unacknowledged += bytes;
			if (RedisNodes.this.unacknowledged > RedisNodes.this.settings.window() / 8) {
				RedisNodes.this.unacknowledged = 0;
				RedisNodes.this.writer.presenceDue();
			}
		}

		@Override
		public void pause(long since) {
			RedisNodes.this.nodes.flush();
			RedisNodes.this.members.expire(since);
		}

	}

	/**
	 * What the writer needs to know of this machine.
	 */
	private final class Surroundings implements NodeWriter.Surroundings {

		@Override
		public Presence presence() {
			return new Presence(position(), workers(), RedisNodes.this.congested, RedisNodes.this.origins.read());
		}

		private List<WorkerInfo> workers() {
			return RedisNodes.this.cluster.localWorkers().stream().map(WorkerInfo::of).toList();
		}

		private String position() {
			NodeReader current = RedisNodes.this.reader;
			return (current != null) ? current.positionOfAll() : Positions.BEGINNING;
		}

		@Override
		public boolean keepName() {
			Duration timeout = RedisNodes.this.settings.memberTimeout();
			NodeLease.Renewal renewal = RedisNodes.this.lease.renew();
			long now = System.nanoTime();
			if (renewal == NodeLease.Renewal.LOST) {
				lose("Another cluster has taken the name '" + RedisNodes.this.settings.node()
						+ "' (cool.server.node) while this machine was away");
				return false;
			}
			if (renewal == NodeLease.Renewal.TAKEN_AGAIN) {
				logger.warn((now - RedisNodes.this.renewed < timeout.toNanos())
						? "Redis has lost its data: what was on its way between machines may be lost"
						: "This machine was away for longer than " + timeout.toMillis()
								+ " ms (cool.channel.redis.member-timeout); it is back under its name");
			}
			RedisNodes.this.renewed = now;
			tidy();
			return true;
		}

		private void tidy() {
			Duration maxAge = RedisNodes.this.settings.maxAge();
			String all = RedisNodes.this.keys.all();
			NodeReader current = RedisNodes.this.reader;
			if (current != null) {
				RedisNodes.this.store.trim(RedisNodes.this.own, current.positionOfOwn());
				RedisNodes.this.store.trim(all, readByAll(current.positionOfAll(), maxAge));
			}
			RedisNodes.this.store.expire(RedisNodes.this.own, maxAge);
			RedisNodes.this.store.expire(all, maxAge);
		}

		private String readByAll(String position, Duration maxAge) {
			Members known = RedisNodes.this.members;
			String oldest = Stream.concat(known.present().stream(), known.gone().stream())
				.map((member) -> member.presence().position())
				.reduce(position, (one, other) -> (Positions.ORDER.compare(one, other) < 0) ? one : other);
			String limit = Positions.at(Positions.time(position) - maxAge.toMillis());
			return (Positions.ORDER.compare(oldest, limit) < 0) ? limit : oldest;
		}

		@Override
		public void writable() {
			RedisNodes.this.nodes.writable();
		}

	}

}
