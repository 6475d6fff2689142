package io.coolnode.cluster;

import java.time.Duration;

/**
 * Makes settings that differ from those of most tests in what a test is about.
 */
final class ClusterSettingsBuilder {

	private final int workers;

	private int standby;

	private int concurrentBoots;

	private Duration heartbeatTimeout = Duration.ofDays(1);

	private RecycleSettings recycle = RecycleSettings.OFF;

	private Duration stopDelay = Duration.ZERO;

	private int maxFailures = 3;

	private Duration window = Duration.ofMinutes(1);

	private Duration maxBackoff = Duration.ofSeconds(30);

	private boolean firstBootsAlone;

	private ClusterSettingsBuilder(int workers) {
		this.workers = workers;
		this.concurrentBoots = workers;
	}

	static ClusterSettingsBuilder of(int workers) {
		return new ClusterSettingsBuilder(workers);
	}

	ClusterSettingsBuilder standby(int standby) {
		this.standby = standby;
		return this;
	}

	ClusterSettingsBuilder concurrentBoots(int concurrentBoots) {
		this.concurrentBoots = concurrentBoots;
		return this;
	}

	ClusterSettingsBuilder heartbeatTimeout(Duration heartbeatTimeout) {
		this.heartbeatTimeout = heartbeatTimeout;
		return this;
	}

	ClusterSettingsBuilder recycle(RecycleSettings recycle) {
		this.recycle = recycle;
		return this;
	}

	ClusterSettingsBuilder stopDelay(Duration stopDelay) {
		this.stopDelay = stopDelay;
		return this;
	}

	ClusterSettingsBuilder restart(int maxFailures, Duration window, Duration maxBackoff) {
		this.maxFailures = maxFailures;
		this.window = window;
		this.maxBackoff = maxBackoff;
		return this;
	}

	ClusterSettingsBuilder firstBootsAlone() {
		this.firstBootsAlone = true;
		return this;
	}

	ClusterSettings build() {
		return new ClusterSettings("one", this.workers, this.standby, this.concurrentBoots, Duration.ofMinutes(5),
				this.heartbeatTimeout, this.recycle, this.stopDelay, Duration.ofSeconds(30), this.maxFailures,
				this.window, this.maxBackoff, new CrashSettings(null, 1_000_000), this.firstBootsAlone);
	}

}
