package io.coolnode.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.coolnode.cluster.PortSharing;

/**
 * What a master tells the process that it starts, by environment variables. It counts
 * only in a child of that master: a process which the worker starts in its turn inherits
 * the variables but is no worker.
 *
 * @param code the code of the place, or {@code null} for a spare
 * @param id the worker id
 * @param channelPort the port of the master's channel
 * @param secret what proves to the master that this is its worker
 * @param serverPort the port that is shared
 * @param sharing how it is shared
 */
record WorkerIdentity(@Nullable String code, long id, int channelPort, String secret, int serverPort,
		PortSharing sharing) {

	private static final String MASTER_PID = "COOLNODE_MASTER_PID";

	private static final String CODE = "COOLNODE_CODE";

	private static final String ID = "COOLNODE_ID";

	private static final String CHANNEL_PORT = "COOLNODE_CHANNEL_PORT";

	private static final String SECRET = "COOLNODE_SECRET";

	private static final String SERVER_PORT = "COOLNODE_SERVER_PORT";

	private static final String PORT_SHARING = "COOLNODE_PORT_SHARING";

	/**
	 * Return the environment variables for a worker of this process.
	 * @return names and values
	 */
	Map<String, String> toEnvironment() {
		Map<String, String> variables = new HashMap<>(Map.of(MASTER_PID, Long.toString(ProcessHandle.current().pid()),
				ID, Long.toString(this.id), CHANNEL_PORT, Integer.toString(this.channelPort), SECRET, this.secret,
				SERVER_PORT, Integer.toString(this.serverPort), PORT_SHARING, this.sharing.name()));
		if (this.code != null) {
			variables.put(CODE, this.code);
		}
		return variables;
	}

	/**
	 * Read the identity of this process from where its master has left it.
	 * @return the identity, or {@code null} if no master has started this process
	 */
	static @Nullable WorkerIdentity ofThisProcess() {
		return from(System.getenv(), () -> ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L));
	}

	/**
	 * Read the identity of a process.
	 * @param environment the environment variables
	 * @param parentPid the pid of the parent process, or -1 if it is not known
	 * @return the identity, or {@code null} if no master has started this process
	 */
	static @Nullable WorkerIdentity from(Map<String, String> environment, Supplier<Long> parentPid) {
		String masterPid = environment.get(MASTER_PID);
		if (masterPid == null || !masterPid.equals(Long.toString(parentPid.get()))) {
			return null;
		}
		return new WorkerIdentity(environment.get(CODE), Long.parseLong(get(environment, ID)),
				Integer.parseInt(get(environment, CHANNEL_PORT)), get(environment, SECRET),
				Integer.parseInt(get(environment, SERVER_PORT)), PortSharing.valueOf(get(environment, PORT_SHARING)));
	}

	/**
	 * Return whether a process was started as a worker and has lost its master before it
	 * could join it. What a worker starts in its turn has the variables too, but not the
	 * system property.
	 * @param environment the environment variables
	 * @param workerProperty the system property on the command line of a worker
	 * @return whether there is nobody to work for
	 */
	static boolean isOrphan(Map<String, String> environment, @Nullable String workerProperty) {
		return environment.containsKey(MASTER_PID) && workerProperty != null;
	}

	private static String get(Map<String, String> environment, String name) {
		String value = environment.get(name);
		if (value == null) {
			throw new IllegalStateException("The environment variable " + name + " is missing in a worker");
		}
		return value;
	}

	@Override
	public String toString() {
		return ((this.code != null) ? "Worker " + this.code : "Spare") + " (id " + this.id + ")";
	}

}
