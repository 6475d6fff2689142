package io.coolnode.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import io.coolnode.cluster.CrashSettings;
import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.RecycleSettings;

/**
 * Properties of the master and its workers.
 */
@ConfigurationProperties("cool.server")
public class CoolServerProperties {

	/**
	 * Number of workers that share the port, or 'auto' for one per CPU. With 0 the
	 * application is one ordinary process.
	 */
	private String workers = "0";

	/**
	 * Name of this machine among several, of letters, digits and the characters '.', '_'
	 * and '-'. The host name if there is none.
	 */
	private @Nullable String node;

	/**
	 * Number of spares: processes that have created all beans and wait until they can
	 * take the place of a worker.
	 */
	private int standby = 0;

	/**
	 * How long a worker may take to become ready before it is killed as hanging.
	 */
	private Duration startupTimeout = Duration.ofMinutes(5);

	/**
	 * How long a worker may give no sign of life before it is killed as hanging.
	 */
	private Duration heartbeatTimeout = Duration.ofSeconds(30);

	/**
	 * How long to go on serving after a stop of the cluster was asked for.
	 */
	private Duration stopDelay = Duration.ZERO;

	/**
	 * How long a worker that stops may take to finish what it has accepted, if that
	 * differs from 'spring.lifecycle.timeout-per-shutdown-phase'.
	 */
	private @Nullable Duration drainTimeout;

	/**
	 * JVM options to add for workers. '{code}', '{id}' and '{slot}' are replaced by the
	 * worker's code ('standby' if it was started as a spare), its id, and the lowest
	 * number from 1 that no other living worker has.
	 */
	private List<String> jvmArgs = new ArrayList<>();

	/**
	 * Where HTTP sessions are kept if there are workers: in a store that all of them
	 * share, or nowhere, so that a request which would create a session fails.
	 */
	private Session session = Session.SHARED;

	/**
	 * How workers share a port. With 'reuse-port' each one listens with a socket of its
	 * own, which additional connectors and a separate management port need, and one that
	 * dies loses the connections that waited in its queue.
	 */
	private PortSharing portSharing = PortSharing.INHERIT;

	/**
	 * Whether workers share an archive of the application's classes, which lets them
	 * start faster and is written in the background among the temporary files.
	 */
	private ClassDataSharing classDataSharing = ClassDataSharing.AUTO;

	private final Restart restart = new Restart();

	private final Recycle recycle = new Recycle();

	private final Crash crash = new Crash();

	private final Master master = new Master();

	public String getWorkers() {
		return this.workers;
	}

	public void setWorkers(String workers) {
		this.workers = workers;
	}

	public @Nullable String getNode() {
		return this.node;
	}

	public void setNode(@Nullable String node) {
		this.node = node;
	}

	public int getStandby() {
		return this.standby;
	}

	public void setStandby(int standby) {
		this.standby = standby;
	}

	public Duration getStartupTimeout() {
		return this.startupTimeout;
	}

	public void setStartupTimeout(Duration startupTimeout) {
		this.startupTimeout = startupTimeout;
	}

	public Duration getHeartbeatTimeout() {
		return this.heartbeatTimeout;
	}

	public void setHeartbeatTimeout(Duration heartbeatTimeout) {
		this.heartbeatTimeout = heartbeatTimeout;
	}

	public Duration getStopDelay() {
		return this.stopDelay;
	}

	public void setStopDelay(Duration stopDelay) {
		this.stopDelay = stopDelay;
	}

	public @Nullable Duration getDrainTimeout() {
		return this.drainTimeout;
	}

	public void setDrainTimeout(@Nullable Duration drainTimeout) {
		this.drainTimeout = drainTimeout;
	}

	public List<String> getJvmArgs() {
		return this.jvmArgs;
	}

	public void setJvmArgs(List<String> jvmArgs) {
		this.jvmArgs = jvmArgs;
	}

	public Session getSession() {
		return this.session;
	}

	public void setSession(Session session) {
		this.session = session;
	}

	public PortSharing getPortSharing() {
		return this.portSharing;
	}

	public void setPortSharing(PortSharing portSharing) {
		this.portSharing = portSharing;
	}

	public ClassDataSharing getClassDataSharing() {
		return this.classDataSharing;
	}

	public void setClassDataSharing(ClassDataSharing classDataSharing) {
		this.classDataSharing = classDataSharing;
	}

	public Restart getRestart() {
		return this.restart;
	}

	public Recycle getRecycle() {
		return this.recycle;
	}

	public Crash getCrash() {
		return this.crash;
	}

	public Master getMaster() {
		return this.master;
	}

	/**
	 * Refuse what no cluster can work with.
	 * @param workers how many workers there are
	 */
	void validate(int workers) {
		PropertyRange.atLeast("cool.server.standby", this.standby, 0);
		PropertyRange.atMost("cool.server.standby", this.standby, workers);
		PropertyRange.atLeast("cool.server.startup-timeout", this.startupTimeout, Duration.ofSeconds(1));
		PropertyRange.atLeast("cool.server.heartbeat-timeout", this.heartbeatTimeout, Duration.ofSeconds(3));
		PropertyRange.atLeast("cool.server.stop-delay", this.stopDelay, Duration.ZERO);
		PropertyRange.atLeast("cool.server.drain-timeout", this.drainTimeout, Duration.ZERO);
		PropertyRange.atLeast("cool.server.restart.max-failures", this.restart.maxFailures, 0);
		PropertyRange.atLeast("cool.server.restart.window", this.restart.window, Duration.ZERO);
		PropertyRange.atLeast("cool.server.restart.max-backoff", this.restart.maxBackoff, Duration.ZERO);
		PropertyRange.atLeast("cool.server.recycle.max-requests", this.recycle.maxRequests, 1L);
		PropertyRange.atLeast("cool.server.recycle.max-age", this.recycle.maxAge, Duration.ofSeconds(1));
		PropertyRange.atLeast("cool.server.recycle.max-memory", this.recycle.maxMemory, DataSize.ofMegabytes(1));
		PropertyRange.atLeast("cool.server.crash.max-size", this.crash.maxSize, DataSize.ofBytes(0));
	}

	/**
	 * Where the reports of workers' deaths are kept.
	 */
	public static class Crash {

		/**
		 * Directory for the reports of workers that have died, of which the newest five
		 * are kept. A temporary one if there is none.
		 */
		private @Nullable Path directory;

		/**
		 * Largest size of all reports together.
		 */
		private DataSize maxSize = DataSize.ofGigabytes(1);

		public @Nullable Path getDirectory() {
			return this.directory;
		}

		public void setDirectory(@Nullable Path directory) {
			this.directory = directory;
		}

		public DataSize getMaxSize() {
			return this.maxSize;
		}

		public void setMaxSize(DataSize maxSize) {
			this.maxSize = maxSize;
		}

		CrashSettings toSettings() {
			return new CrashSettings(this.directory, this.maxSize.toBytes());
		}

	}

	/**
	 * What lives in the master.
	 */
	public static class Master {

		/**
		 * Whether only beans that use the channel or are declared with
		 * '@ConditionalOnMaster' live in the master, and not all that can live without a
		 * web server.
		 */
		private boolean lean = true;

		public boolean isLean() {
			return this.lean;
		}

		public void setLean(boolean lean) {
			this.lean = lean;
		}

	}

	/**
	 * Whether workers share class data.
	 */
	public enum ClassDataSharing {

		/**
		 * Where the JVM can archive the application's classes.
		 */
		AUTO,

		/**
		 * Not at all.
		 */
		OFF

	}

	/**
	 * Where HTTP sessions are kept.
	 */
	public enum Session {

		/**
		 * In a store that all workers share.
		 */
		SHARED,

		/**
		 * Nowhere.
		 */
		NONE

	}

	/**
	 * When a worker that fails to boot is started again.
	 */
	public static class Restart {

		/**
		 * Number of boot failures within the window past which no other start is tried.
		 */
		private int maxFailures = 5;

		/**
		 * Time in which boot failures are counted.
		 */
		private Duration window = Duration.ofMinutes(1);

		/**
		 * Longest pause between a boot failure and the next start.
		 */
		private Duration maxBackoff = Duration.ofSeconds(30);

		public int getMaxFailures() {
			return this.maxFailures;
		}

		public void setMaxFailures(int maxFailures) {
			this.maxFailures = maxFailures;
		}

		public Duration getWindow() {
			return this.window;
		}

		public void setWindow(Duration window) {
			this.window = window;
		}

		public Duration getMaxBackoff() {
			return this.maxBackoff;
		}

		public void setMaxBackoff(Duration maxBackoff) {
			this.maxBackoff = maxBackoff;
		}

	}

	/**
	 * When a worker is replaced although nothing is wrong with it. Each worker's own
	 * limit is up to a tenth lower or higher.
	 */
	public static class Recycle {

		/**
		 * Number of requests after which a worker is replaced, if at all.
		 */
		private @Nullable Long maxRequests;

		/**
		 * Age at which a worker is replaced, if at all.
		 */
		private @Nullable Duration maxAge;

		/**
		 * Resident memory at which a worker is replaced, if at all.
		 */
		private @Nullable DataSize maxMemory;

		public @Nullable Long getMaxRequests() {
			return this.maxRequests;
		}

		public void setMaxRequests(@Nullable Long maxRequests) {
			this.maxRequests = maxRequests;
		}

		public @Nullable Duration getMaxAge() {
			return this.maxAge;
		}

		public void setMaxAge(@Nullable Duration maxAge) {
			this.maxAge = maxAge;
		}

		public @Nullable DataSize getMaxMemory() {
			return this.maxMemory;
		}

		public void setMaxMemory(@Nullable DataSize maxMemory) {
			this.maxMemory = maxMemory;
		}

		RecycleSettings toSettings() {
			return new RecycleSettings((this.maxRequests != null) ? this.maxRequests : 0,
					(this.maxAge != null) ? this.maxAge : Duration.ZERO,
					(this.maxMemory != null) ? this.maxMemory.toBytes() : 0);
		}

	}

}
