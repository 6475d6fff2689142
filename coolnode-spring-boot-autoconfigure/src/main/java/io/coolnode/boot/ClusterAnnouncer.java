package io.coolnode.boot;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.ChannelOverflowException;
import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Threads;
import io.coolnode.cluster.ClusterListener;
import io.coolnode.cluster.process.SharedClassData;

/**
 * Tells of the state of the cluster whoever wants to know: the application and its
 * channel in the master, the workers, and systemd. Called on the supervisor's thread.
 */
final class ClusterAnnouncer implements ClusterListener {

	private static final Log logger = LogFactory.getLog(ClusterAnnouncer.class);

	private final DefaultChannel channel;

	private final ClusterEvents events;

	private final Cluster cluster;

	private final int port;

	private final SystemdNotifier systemd;

	private final SharedClassData classData;

	ClusterAnnouncer(DefaultChannel channel, ClusterEvents events, int port, SystemdNotifier systemd,
			SharedClassData classData) {
		this.channel = channel;
		this.events = events;
		this.cluster = channel.cluster();
		this.port = port;
		this.systemd = systemd;
		this.classData = classData;
	}

	@Override
	public void onReady() {
		this.channel.ready();
		this.events.ready();
		ready();
		this.classData.clusterReady();
	}

	@Override
	public void onWorkerReady(Worker worker) {
		this.classData.workerReady(worker.id());
		this.events.ready(worker);
	}

	@Override
	public void onWorkerExited(Worker worker, int status, boolean drained) {
		this.events.exited(worker, status, drained);
	}

	private void ready() {
		long ready = this.cluster.localWorkers()
			.stream()
			.filter((worker) -> worker.state() == WorkerState.READY)
			.count();
		this.systemd.ready((int) ready, this.port);
	}

	@Override
	public void onChangeBegun(String what) {
		this.systemd.changing(what);
	}

	@Override
	public void onChangeEnded() {
		ready();
	}

	@Override
	public void onAlive() {
		this.systemd.alive();
	}

	@Override
	public void onStopping() {
		this.systemd.stopping();
		Threads.startDaemon("coolnode-stopping", () -> {
			try {
				this.channel.internal().emit(ClusterEventNames.STOPPING);
			}
			catch (ChannelOverflowException ex) {
				logger.warn("Not all workers know that the cluster stops: " + ex.getMessage());
			}
		});
	}

	@Override
	public void onAllGivenUp() {
		logger.error("No worker is left; the master ends");
		Threads.start("coolnode-exit", () -> JvmExit.exit(1));
	}

}
