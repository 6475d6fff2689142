package io.coolnode.actuate;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.coolnode.WorkerState;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;

/**
 * The readiness of the cluster, whichever worker is asked: ready while one place is,
 * until the cluster stops. One worker that drains or is broken does not turn clients
 * away.
 */
public class ClusterReadinessIndicator extends AbstractHealthIndicator {

	private final InternalChannel channel;

	// volatile: written by a thread of the channel, read by those of the web server
	private volatile boolean stopping;

	/**
	 * Create the indicator of a worker.
	 * @param channel the channel to the master
	 */
	public ClusterReadinessIndicator(InternalChannel channel) {
		this.channel = channel;
		channel.on(ClusterEventNames.STOPPING, (message) -> this.stopping = true);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean ready = this.channel.cluster()
			.localWorkers()
			.stream()
			.anyMatch((worker) -> worker.state() == WorkerState.READY);
		if (ready && !this.stopping) {
			builder.up();
		}
		else {
			builder.outOfService();
		}
	}

}
