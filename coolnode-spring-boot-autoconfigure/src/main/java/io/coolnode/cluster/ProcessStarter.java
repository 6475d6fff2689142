package io.coolnode.cluster;

import java.io.IOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes and puts them on the roster, and ends those that hang in their start.
 * Confined to the supervisor's thread.
 */
final class ProcessStarter {

	private static final Log logger = LogFactory.getLog(ProcessStarter.class);

	private final ClusterSettings settings;

	private final SupervisorThread thread;

	private final WorkerLauncher launcher;

	private final Roster roster;

	private final ExitListener exitListener;

	/**
	 * Create a starter.
	 * @param settings what the user decided
	 * @param thread the supervisor's thread
	 * @param launcher starts processes
	 * @param roster gets them
	 * @param exitListener is told of their ends
	 */
	ProcessStarter(ClusterSettings settings, SupervisorThread thread, WorkerLauncher launcher, Roster roster,
			ExitListener exitListener) {
		this.settings = settings;
		this.thread = thread;
		this.launcher = launcher;
		this.roster = roster;
		this.exitListener = exitListener;
	}

	/**
	 * Start a process.
	 * @param place its place, or {@code null} for a spare
	 * @param id its worker id
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	WorkerHandle start(@Nullable Place place, long id) throws IOException {
		this.thread.assertCurrent();
		int slot = this.roster.freeSlot();
		WorkerProcess process = this.launcher.launch((place != null) ? place.code() : null, id, slot);
		WorkerHandle handle = new WorkerHandle(place, id, slot, process, this.thread.nanoTime());
		this.roster.add(handle);
		logger.debug(handle + " was started");
		process.onExit().thenAccept((status) -> this.thread.execute(() -> this.exitListener.exited(handle, status)));
		limit(handle);
		return handle;
	}

	/**
	 * End a process if its start takes too long from now on.
	 * @param handle the process, which has been started or promoted
	 */
	void limit(WorkerHandle handle) {
		long since = handle.placedNanos();
		this.thread.schedule(this.settings.startupTimeout(), () -> checkStarted(handle, since));
	}

	private void checkStarted(WorkerHandle handle, long since) {
		boolean starting = !handle.everReady() && !handle.isStandingBy() && handle.placedNanos() == since;
		if (this.roster.isLiving(handle) && starting) {
			String text = "It was not ready after " + this.settings.startupTimeout().toSeconds() + " s";
			logger.error(handle + " hangs: " + text + "; it is killed");
			handle.bootFailure(BootFailure.analysed(text + " (cool.server.startup-timeout).",
					"Look for what blocks its start, such as a runner that never returns, or allow more time."));
			handle.process().kill();
		}
	}

	/**
	 * What is told of ends.
	 */
	@FunctionalInterface
	interface ExitListener {

		/**
		 * Called when a process has ended, on the supervisor's thread.
		 * @param handle the process
		 * @param status its exit status
		 */
		void exited(WorkerHandle handle, int status);

	}

}
