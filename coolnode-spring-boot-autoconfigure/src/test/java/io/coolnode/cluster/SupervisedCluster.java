package io.coolnode.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.MasterRouter;

/**
 * A supervisor with fakes on all sides. Time passes, and workers act, only when a test
 * says so; what a test makes happen has happened when the call returns.
 */
final class SupervisedCluster implements ClusterListener {

	static final ClusterSettings SETTINGS = ClusterSettingsBuilder.of(2).build();

	private static final ChannelSettings CHANNEL = new ChannelSettings(1000, 10000, Duration.ofSeconds(1),
			Duration.ofSeconds(1), Delivery.AT_MOST_ONCE);

	private final ManualThread thread = new ManualThread();

	private final FakePort port = new FakePort();

	private final ClusterView view = new ClusterView();

	private final MasterRouter router = new MasterRouter(CHANNEL);

	private final Supervisor supervisor;

	// guarded by itself
	private final List<FakeWorker> launched = new ArrayList<>();

	private @Nullable Throwable launchFailure;

	private int launchesBeforeFailure;

	private int launchAttempts;

	private final List<String> events = new CopyOnWriteArrayList<>();

	private int readyCalls;

	private final List<Death> deaths = new ArrayList<>();

	private final List<String> changes = new ArrayList<>();

	private int aliveCalls;

	private int stoppingCalls;

	private int givenUpCalls;

	SupervisedCluster() {
		this(SETTINGS);
	}

	SupervisedCluster(ClusterSettings settings) {
		this(settings, DutyLeases.none());
	}

	SupervisedCluster(ClusterSettings settings, DutyLeases leases) {
		this.supervisor = new Supervisor(settings, this::launch, this.port, this.router, this.view, this, this::record,
				leases, this.thread);
	}

	private Path record(Death death) {
		this.deaths.add(death);
		return Path.of("report-of-" + death.code() + "-" + death.id());
	}

	ClusterCounts counts() {
		return this.supervisor.counts();
	}

	/**
	 * Return the deaths that were recorded.
	 * @return what is known of each
	 */
	List<Death> deaths() {
		return this.deaths;
	}

	/**
	 * Create a cluster of so many workers, all of which are ready.
	 * @param workers how many
	 * @return the cluster
	 */
	static SupervisedCluster ready(int workers) {
		return ready(ClusterSettingsBuilder.of(workers).build());
	}

	static SupervisedCluster ready(ClusterSettings settings) {
		return ready(settings, DutyLeases.none());
	}

	static SupervisedCluster ready(ClusterSettings settings, DutyLeases leases) {
		SupervisedCluster cluster = new SupervisedCluster(settings, leases);
		CompletableFuture<Void> start = cluster.start();
		for (int id = 1; id <= settings.workers(); id++) {
			cluster.worker(id).ready();
		}
		start.join();
		return cluster;
	}

	private WorkerProcess launch(@Nullable String code, long id, int slot) throws IOException {
		this.launchAttempts++;
		if (this.launchFailure != null && this.launchAttempts > this.launchesBeforeFailure) {
			throwLaunchFailure(this.launchFailure);
		}
		FakeWorker worker = newWorker(code, id, slot);
		synchronized (this.launched) {
			this.launched.add(worker);
		}
		return worker;
	}

	FakeWorker newWorker(@Nullable String code, long id, int slot) {
		return new FakeWorker(code, id, slot, this.supervisor, this.router);
	}

	private static void throwLaunchFailure(Throwable failure) throws IOException {
		if (failure instanceof IOException exception) {
			throw exception;
		}
		ReflectionUtils.rethrowRuntimeException(failure);
	}

	/**
	 * Let no process be started any more.
	 * @param failure what the attempts fail with
	 */
	void failLaunches(Throwable failure) {
		failLaunches(failure, 0);
	}

	/**
	 * Let no process be started any more after some.
	 * @param failure what the attempts fail with
	 * @param successes how many are started before
	 */
	void failLaunches(Throwable failure, int successes) {
		this.launchFailure = failure;
		this.launchesBeforeFailure = this.launchAttempts + successes;
	}

	void allowLaunches() {
		this.launchFailure = null;
	}

	int launchAttempts() {
		return this.launchAttempts;
	}

	/**
	 * Start, on a thread of its own.
	 * @return what completes when the start is over
	 */
	CompletableFuture<Void> start() {
		return call(this.supervisor::start);
	}

	/**
	 * Stop, on a thread of its own.
	 * @return what completes when the cluster has stopped
	 */
	CompletableFuture<Void> stop() {
		return call(this.supervisor::stop);
	}

	Supervisor supervisor() {
		return this.supervisor;
	}

	private CompletableFuture<Void> call(Runnable blocking) {
		int before = this.thread.executed();
		CompletableFuture<Void> result = CompletableFuture.runAsync(blocking, (task) -> new Thread(task).start());
		Awaitility.await().until(() -> this.thread.executed() > before || result.isDone());
		return result;
	}

	void advance(Duration duration) {
		this.thread.advance(duration);
	}

	/**
	 * Return the processes that were started.
	 * @return all, those that have ended too
	 */
	List<FakeWorker> launched() {
		synchronized (this.launched) {
			return List.copyOf(this.launched);
		}
	}

	FakeWorker worker(long id) {
		return launched().stream().filter((worker) -> worker.id() == id).findFirst().orElseThrow();
	}

	FakeWorker last() {
		List<FakeWorker> all = launched();
		return all.get(all.size() - 1);
	}

	WorkerState state(String code) {
		return view(code).state();
	}

	List<String> codes() {
		return this.view.workers().stream().map(Worker::code).toList();
	}

	Worker view(String code) {
		return this.view.worker(code).orElseThrow();
	}

	FakePort port() {
		return this.port;
	}

	ManualThread thread() {
		return this.thread;
	}

	@Override
	public void onWorkerReady(Worker worker) {
		this.events.add("ready " + worker.code() + " " + worker.id() + " " + worker.state());
	}

	@Override
	public void onWorkerExited(Worker worker, int status, boolean drained) {
		this.events.add("exited " + worker.code() + " " + worker.id() + " " + status + (drained ? " drained" : ""));
	}

	List<String> events() {
		return List.copyOf(this.events);
	}

	@Override
	public void onReady() {
		this.events.add("cluster ready");
		this.readyCalls++;
	}

	int readyCalls() {
		return this.readyCalls;
	}

	@Override
	public void onChangeBegun(String what) {
		this.changes.add(what);
	}

	@Override
	public void onChangeEnded() {
		this.changes.add("over");
	}

	List<String> changes() {
		return this.changes;
	}

	@Override
	public void onAlive() {
		this.aliveCalls++;
	}

	int aliveCalls() {
		return this.aliveCalls;
	}

	@Override
	public void onStopping() {
		this.stoppingCalls++;
	}

	int stoppingCalls() {
		return this.stoppingCalls;
	}

	@Override
	public void onAllGivenUp() {
		this.givenUpCalls++;
	}

	int givenUpCalls() {
		return this.givenUpCalls;
	}

}
