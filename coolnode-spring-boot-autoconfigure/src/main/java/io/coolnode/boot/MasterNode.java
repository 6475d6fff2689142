package io.coolnode.boot;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Control;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkExtension;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.Nodes;
import io.coolnode.channel.WorkerInfo;
import io.coolnode.channel.tcp.ChannelServer;
import io.coolnode.cluster.ClusterCounts;
import io.coolnode.cluster.ClusterSettings;
import io.coolnode.cluster.ClusterView;
import io.coolnode.cluster.CrashReports;
import io.coolnode.cluster.CrashSettings;
import io.coolnode.cluster.DutyLeases;
import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.Supervisor;
import io.coolnode.cluster.process.CrashFiles;
import io.coolnode.cluster.process.GuardedPort;
import io.coolnode.cluster.process.JavaCommand;
import io.coolnode.cluster.process.ListeningSocket;
import io.coolnode.cluster.process.ProcessWorkerLauncher;
import io.coolnode.cluster.process.ServedPort;
import io.coolnode.cluster.process.SharedClassData;
import io.coolnode.cluster.process.WorkerOutput;

/**
 * The parts of a master, put together: the shared port, the channel and the supervisor.
 */
public final class MasterNode {

	private static final Log logger = LogFactory.getLog(MasterNode.class);

	private final Settings settings;

	private final WorkerOutput output;

	private final List<LinkExtension> extensions;

	private final DutyLeases leases;

	private final MasterRouter router;

	private final ClusterView view = new ClusterView();

	private final ClusterEvents events;

	private final DefaultChannel channel;

	private final SharedClassData classData;

	// volatile: set while starting, read by signals
	private volatile @Nullable Supervisor supervisor;

	private final Object remoteMonitor = new Object();

	// guarded by remoteMonitor
	private List<WorkerInfo> remoteWorkers = List.of();

	// set and used while starting and stopping only
	private @Nullable ServedPort socket;

	private @Nullable ChannelServer server;

	private @Nullable CrashReports reports;

	private @Nullable SharedLoads loads;

	/**
	 * Create a master that has not started anything.
	 * @param settings what the user decided
	 * @param codec what encodes values
	 * @param output takes what workers print
	 * @param extensions what else takes part in the connections of workers
	 * @param leases lets the duties of workers be done on one machine at a time
	 * @param publisher publishes what happens in the cluster
	 */
	public MasterNode(Settings settings, DataCodec codec, WorkerOutput output, List<LinkExtension> extensions,
			DutyLeases leases, ApplicationEventPublisher publisher) {
		this.settings = settings;
		this.output = output;
		this.extensions = List.copyOf(extensions);
		this.leases = leases;
		this.events = new ClusterEvents(this.view, publisher);
		this.router = new MasterRouter(settings.channel());
		this.channel = DefaultChannel.master(this.view, settings.channel(), codec, this.router);
		this.classData = settings.sharesClassData() ? SharedClassData.inTemporaryFiles(this.channel.internal())
				: SharedClassData.off();
	}

	/**
	 * Return the channel of the master.
	 * @return the channel
	 */
	public DefaultChannel channel() {
		return this.channel;
	}

	/**
	 * Return what has happened in the cluster so far, in numbers.
	 * @return the counts, or {@code null} before there are workers
	 */
	public @Nullable ClusterCounts counts() {
		Supervisor current = this.supervisor;
		return (current != null) ? current.counts() : null;
	}

	/**
	 * Return the other machines, as messages are sent to them.
	 * @return the same object at each call
	 */
	public Nodes nodes() {
		return this.router.nodes();
	}

	/**
	 * Take notice that another machine is there.
	 * @param node its name
	 */
	public void nodeJoined(String node) {
		this.events.joined(node);
	}

	/**
	 * Take notice that another machine is gone.
	 * @param node its name
	 */
	public void nodeLeft(String node) {
		this.events.left(node);
	}

	/**
	 * Take notice of the workers of other machines.
	 * @param workers all of those
	 */
	public void remoteWorkers(List<WorkerInfo> workers) {
		synchronized (this.remoteMonitor) {
			this.remoteWorkers = workers;
			Supervisor current = this.supervisor;
			if (current != null) {
				current.remoteWorkers(workers);
			}
		}
	}

	/**
	 * Take the port.
	 * @throws PortInUseException if another process has it
	 */
	void bind() {
		Settings wanted = this.settings;
		try {
			this.socket = (wanted.sharing() == PortSharing.REUSE_PORT) ? bindGuarded(wanted)
					: ListeningSocket.bind(wanted.address(), wanted.port(), wanted.backlog());
		}
		catch (BindException ex) {
			PortInUseException.throwIfPortBindingException(ex, wanted::port);
			throw new IllegalStateException("Cannot bind port " + wanted.port() + ": " + ex.getMessage(), ex);
		}
	}

	private static ServedPort bindGuarded(Settings wanted) throws BindException {
		ServedPort port = GuardedPort.bind(wanted.address(), wanted.port());
		if (GuardedPort.isMovingQueues()) {
			logger.info(GuardedPort.notice(true));
		}
		else {
			logger.warn(GuardedPort.notice(false));
		}
		return port;
	}

	/**
	 * Return the port that is served.
	 * @return the port
	 */
	int port() {
		ServedPort port = this.socket;
		Assert.state(port != null, "The port is not bound");
		return port.port();
	}

	/**
	 * Start the workers, and wait until they are ready.
	 * @param variables environment variables to add for workers
	 */
	void start(Map<String, String> variables) {
		ServedPort port = this.socket;
		Assert.state(port != null, "The port is not bound");
		ChannelServer links = listen();
		this.server = links;
		CrashReports crashes = openReports();
		this.reports = crashes;
		SharedLoads shared = (this.settings.sharing() == PortSharing.INHERIT) ? SharedLoads.create()
				: SharedLoads.none();
		this.loads = shared;
		ProcessWorkerLauncher launcher = new ProcessWorkerLauncher(command(), port,
				new Credentials(links, port.port(), this.settings.sharing(), Map.copyOf(variables), shared),
				this.output);
		Supervisor supervisor = new Supervisor(
				this.settings.cluster(), launcher, port, this.router, this.view, new ClusterAnnouncer(this.channel,
						this.events, port.port(), SystemdNotifier.of(System.getenv()), this.classData),
				crashes, this.leases);
		synchronized (this.remoteMonitor) {
			this.supervisor = supervisor;
			supervisor.remoteWorkers(this.remoteWorkers);
		}
		this.view.changedBy(supervisor.answer(this.channel.internal()));
		this.channel.answerInternal();
		CompletableFuture<Void> classes = ClassPreloader.start(true);
		supervisor.start();
		classes.join();
	}

	private CrashReports openReports() {
		CrashSettings crash = this.settings.cluster().crash();
		try {
			return CrashReports.open(crash);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The directory for reports of deaths cannot be used"
					+ ((crash.directory() != null) ? " (cool.server.crash.directory=" + crash.directory() + ")" : ""),
					ex);
		}
	}

	private JavaCommand command() {
		ClusterSettings cluster = this.settings.cluster();
		return JavaCommand.forWorkers(jvmOptions(), cluster.workers(), cluster.standby(), this.settings.backlog(),
				new CrashFiles(this.settings.cluster().crash().filesDirectory()), this.classData);
	}

	private ChannelServer listen() {
		int port = this.settings.channelPort();
		try {
			return new ChannelServer(port, this.settings.channel().maxMessageSize(), new MasterLinks());
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot listen on port " + port + " (cool.channel.port)", ex);
		}
	}

	private List<String> jvmOptions() {
		return Stream.concat(this.settings.jvmArgs().stream(), this.output.jvmOptions().stream()).toList();
	}

	/**
	 * Stop the workers, and wait until they are gone. Calling it again waits likewise.
	 */
	void stop() {
		Supervisor current = this.supervisor;
		if (current != null) {
			current.stop();
		}
	}

	/**
	 * Restart the workers, one after another. Does not wait.
	 */
	void restart() {
		Supervisor current = this.supervisor;
		if (current != null) {
			current.restart();
		}
	}

	/**
	 * Have more workers, or fewer. Does not wait.
	 * @param difference how many more; negative for fewer
	 */
	void scaleBy(int difference) {
		Supervisor current = this.supervisor;
		if (current != null) {
			current.scaleBy(difference);
		}
	}

	/**
	 * End the workers at once.
	 */
	void kill() {
		Supervisor current = this.supervisor;
		if (current != null) {
			current.kill();
		}
	}

	/**
	 * Give up the ports.
	 */
	void close() {
		this.events.close();
		this.classData.close();
		if (this.reports != null) {
			this.reports.close();
		}
		if (this.server != null) {
			this.server.close();
		}
		if (this.socket != null) {
			this.socket.close();
		}
		if (this.loads != null) {
			this.loads.close();
		}
	}

	/**
	 * What the user decided about a cluster.
	 *
	 * @param cluster the workers
	 * @param channel the limits of the channel
	 * @param channelPort the port of the channel, or 0 for any
	 * @param jvmArgs JVM options to add to those of workers
	 * @param address the address to serve, or {@code null} for all
	 * @param port the port to serve, or 0 for any
	 * @param backlog how many connections may wait to be accepted
	 * @param sharing how workers share the port
	 * @param sharesClassData whether workers share class data
	 */
	public record Settings(ClusterSettings cluster, ChannelSettings channel, int channelPort, List<String> jvmArgs,
			@Nullable InetAddress address, int port, int backlog, PortSharing sharing, boolean sharesClassData) {

		public Settings {
			jvmArgs = List.copyOf(jvmArgs);
		}

	}

	/**
	 * Tells the router and the supervisor of the workers' connections.
	 */
	private final class MasterLinks implements LinkListener {

		@Override
		public void onOpen(Link link) {
			MasterNode.this.router.connected(link);
			supervisor().onOpen(link);
			MasterNode.this.extensions.forEach((extension) -> extension.onOpen(link));
		}

		@Override
		public void onMessage(Link link, Envelope envelope) {
			MasterNode.this.router.route(envelope);
		}

		@Override
		public @Nullable Runnable onPause(Link link) {
			MasterNode.this.router.flush();
			return null;
		}

		@Override
		public void onWritable(Link link) {
			MasterNode.this.router.writable(link);
		}

		@Override
		public void onControl(Link link, Control control) {
			if (!MasterNode.this.router.onControl(link, control) && !isTaken(link, control)) {
				supervisor().onControl(link, control);
			}
		}

		@Override
		public void onClosed(Link link) {
			MasterNode.this.router.disconnected(link);
			supervisor().onClosed(link);
		}

		private boolean isTaken(Link link, Control control) {
			return MasterNode.this.extensions.stream().anyMatch((extension) -> extension.onControl(link, control));
		}

		private Supervisor supervisor() {
			Supervisor current = MasterNode.this.supervisor;
			Assert.state(current != null, "There is no supervisor yet");
			return current;
		}

	}

}
