package io.coolnode.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.Assert;

import io.coolnode.Cluster;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Control;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkExtension;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.Self;
import io.coolnode.channel.tcp.ChannelClient;
import io.coolnode.cluster.ClusterView;
import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.Traffic;
import io.coolnode.cluster.WorkerAgent;
import io.coolnode.cluster.WorkerChanges;
import io.coolnode.cluster.WorkerLoad;
import io.coolnode.cluster.process.HeapDumpGuard;
import io.coolnode.cluster.process.LoadedClasses;

/**
 * The parts of a worker, put together: the connection to its master, which stands before
 * there is a context, and then the channel of the context.
 */
public final class WorkerNode implements LinkListener {

	private static final int JOIN_SECONDS = 10;

	private static final Duration MASTER_PATIENCE = Duration.ofSeconds(3);

	private final WorkerIdentity identity;

	private final Self self;

	private final ClusterView view = new ClusterView();

	private final WorkerAgent agent;

	private final String release;

	private final List<LinkExtension> extensions = SpringFactoriesLoader.forDefaultResourceLocation()
		.load(LinkExtension.class);

	private final AtomicBoolean preloading = new AtomicBoolean();

	private final WorkerLoad load = SharedLoads.join(System.getenv());

	private final CompletableFuture<Link> joined = new CompletableFuture<>();

	private final Object monitor = new Object();

	// guarded by monitor
	private final List<Control> early = new ArrayList<>();

	// volatile: written under the monitor, and read without it for each message
	private volatile @Nullable DefaultChannel channel;

	private WorkerNode(WorkerIdentity identity, String release) {
		this.identity = identity;
		this.release = release;
		String code = identity.code();
		this.self = (code != null) ? Self.of(code, identity.id()) : Self.spare(identity.id(), this::codeWanted);
		this.agent = new WorkerAgent(this.self, code == null, this.view, JvmExit::exit, JvmExit::halt);
	}

	/**
	 * Join the master that has started this process.
	 * @param identity what the master has told
	 * @param release what this process runs, in words
	 * @param drainTimeout how long this worker may drain after SIGTERM
	 * @param stopDelay how long the master may go on serving when it stops
	 * @return the worker
	 * @throws IOException if the master is gone
	 */
	static WorkerNode join(WorkerIdentity identity, String release, Duration drainTimeout, Duration stopDelay)
			throws IOException {
		WorkerNode node = new WorkerNode(identity, release);
		ChannelClient.connect(identity.channelPort(), identity.id(), identity.secret(), node);
		try {
			node.joined.get(JOIN_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while joining the master", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IOException("The master did not tell about the cluster", ex);
		}
		HeapDumpGuard.start();
		SpringApplication.getShutdownHandlers().add(node.agent::close);
		Signals.handle("TERM",
				(number) -> node.agent.terminate(drainTimeout, stopDelay.plus(MASTER_PATIENCE), 128 + number));
		List.of("INT", "HUP", "TTIN", "TTOU").forEach(Signals::ignore);
		return node;
	}

	private void codeWanted(String where) {
		this.agent.codeWanted(where);
	}

	/**
	 * Wait, if this process is a spare, until it has its code or has to leave. Returns at
	 * once in any other worker.
	 * @return the status to exit with, or nothing if it has its code
	 */
	OptionalInt standBy() {
		if (this.identity.code() != null) {
			return OptionalInt.empty();
		}
		preloadClasses();
		try {
			OptionalInt exitStatus = this.agent.standBy(this.release);
			if (exitStatus.isEmpty()) {
				this.self.settle();
			}
			return exitStatus;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while standing by", ex);
		}
	}

	private void preloadClasses() {
		if (this.preloading.compareAndSet(false, true)) {
			ClassPreloader.start(false);
		}
	}

	/**
	 * Tell the master that this worker could serve.
	 */
	void ready() {
		preloadClasses();
		this.agent.ready(this.release);
	}

	/**
	 * Create the channel of this worker's context.
	 * @param settings the limits
	 * @param codec what encodes values
	 * @return the channel
	 */
	public DefaultChannel createChannel(ChannelSettings settings, DataCodec codec) {
		DefaultChannel created = DefaultChannel.worker(this.self, this.view, settings, codec, this.joined.join());
		this.view.changedBy(new WorkerChanges(created.internal()));
		LoadedClasses.answer(created.internal());
		synchronized (this.monitor) {
			this.channel = created;
			this.early.forEach(created::onControl);
			this.early.clear();
		}
		return created;
	}

	/**
	 * Serve with a web server of this worker's contexts.
	 * @param traffic the web server's side of a shared port
	 */
	public void serve(Traffic traffic) {
		this.agent.serve(traffic, (timeout) -> channel().awaitDrained(timeout));
	}

	/**
	 * Return what acts in this worker at its master's word.
	 * @return the agent
	 */
	public WorkerAgent agent() {
		return this.agent;
	}

	/**
	 * Return what this worker has to do, and others have.
	 * @return the load
	 */
	public WorkerLoad load() {
		return this.load;
	}

	/**
	 * Return how ports are shared.
	 * @return the way
	 */
	public PortSharing sharing() {
		return this.identity.sharing();
	}

	/**
	 * Return the code of this worker.
	 * @return the code
	 * @throws IllegalStateException if it is a spare
	 */
	public String code() {
		return this.self.code();
	}

	/**
	 * Return what the master has told of the workers.
	 * @return the cluster
	 */
	public Cluster cluster() {
		return this.view;
	}

	/**
	 * Return the port that this worker shares.
	 * @return the port
	 */
	int serverPort() {
		return this.identity.serverPort();
	}

	private DefaultChannel channel() {
		DefaultChannel current = this.channel;
		Assert.state(current != null, "There is no channel yet");
		return current;
	}

	@Override
	public void onOpen(Link link) {
		this.agent.onOpen(link);
		this.extensions.forEach((extension) -> extension.onOpen(link));
	}

	@Override
	public void onMessage(Link link, Envelope envelope) {
		channel().deliver(envelope);
	}

	@Override
	public @Nullable Runnable onPause(Link link) {
		DefaultChannel current = this.channel;
		return (current != null) ? current.takeWork() : null;
	}

	@Override
	public void onWritable(Link link) {
		channel().writable();
	}

	@Override
	public void onControl(Link link, Control control) {
		synchronized (this.monitor) {
			DefaultChannel current = this.channel;
			if (current != null) {
				if (current.onControl(control)) {
					return;
				}
			}
			else if (DefaultChannel.isAboutMessages(control)) {
				this.early.add(control);
				return;
			}
		}
		if (this.extensions.stream().noneMatch((extension) -> extension.onControl(link, control))) {
			this.agent.onControl(control);
			this.joined.complete(link);
		}
	}

	@Override
	public void onClosed(Link link) {
		this.joined.completeExceptionally(new IOException("The connection to the master has ended"));
		this.agent.onClosed();
	}

}
