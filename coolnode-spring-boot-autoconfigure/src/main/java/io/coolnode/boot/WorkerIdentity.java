package io.coolnode.boot;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a master tells the process that it starts, by environment variables. It counts
 * only in a child of that master: a process which the worker starts in its turn inherits
 * the variables but is no worker.
 *
 * @param code the code of the place
 * @param id the worker id
 * @param channelPort the port of the master's channel
 * @param secret what proves to the master that this is its worker
 * @param serverPort the port that is shared
 */
record WorkerIdentity(String code, long id, int channelPort, String secret, int serverPort) {

	private static final String MASTER_PID = "COOLNODE_MASTER_PID";

	private static final String CODE = "COOLNODE_CODE";

	private static final String ID = "COOLNODE_ID";

	private static final String CHANNEL_PORT = "COOLNODE_CHANNEL_PORT";

	private static final String SECRET = "COOLNODE_SECRET";

	private static final String SERVER_PORT = "COOLNODE_SERVER_PORT";

	/**
	 * Return the environment variables for a worker of this process.
	 * @return names and values
	 */
	Map<String, String> toEnvironment() {
		return Map.of(MASTER_PID, Long.toString(ProcessHandle.current().pid()), CODE, this.code, ID,
				Long.toString(this.id), CHANNEL_PORT, Integer.toString(this.channelPort), SECRET, this.secret,
				SERVER_PORT, Integer.toString(this.serverPort));
	}

	/**
	 * Read the identity of this process.
	 * @param environment the environment variables
	 * @param parentPid the pid of the parent process, or -1 if it is not known
	 * @return the identity, or {@code null} if no master has started this process
	 */
	static @Nullable WorkerIdentity from(Map<String, String> environment, Supplier<Long> parentPid) {
		String masterPid = environment.get(MASTER_PID);
		if (masterPid == null || !masterPid.equals(Long.toString(parentPid.get()))) {
			return null;
		}
		return new WorkerIdentity(get(environment, CODE), Long.parseLong(get(environment, ID)),
				Integer.parseInt(get(environment, CHANNEL_PORT)), get(environment, SECRET),
				Integer.parseInt(get(environment, SERVER_PORT)));
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
		return "Worker " + this.code + " (id " + this.id + ")";
	}

}
