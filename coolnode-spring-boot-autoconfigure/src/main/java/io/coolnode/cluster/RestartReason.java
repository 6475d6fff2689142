package io.coolnode.cluster;

/**
 * Why a place was filled again.
 */
public enum RestartReason {

	/**
	 * The process ended by itself, without having drained.
	 */
	EXITED("exited"),

	/**
	 * The process was killed by a signal.
	 */
	KILLED("killed"),

	/**
	 * The process ran out of memory.
	 */
	OUT_OF_MEMORY("out-of-memory"),

	/**
	 * The process gave no sign of life, and was killed.
	 */
	HUNG("hung"),

	/**
	 * The application said that it is broken beyond recovery.
	 */
	BROKEN("broken"),

	/**
	 * The process ended before it was ready.
	 */
	BOOT_FAILURE("boot-failure"),

	/**
	 * The process got SIGTERM.
	 */
	TERMINATED("terminated"),

	/**
	 * The application closed its context or exited.
	 */
	CLOSED("closed"),

	/**
	 * The process had served, lived or grown enough.
	 */
	RECYCLED("recycled"),

	/**
	 * Somebody asked for a restart.
	 */
	ASKED("asked");

	private static final int OUT_OF_MEMORY_STATUS = 3;

	private final String text;

	RestartReason(String text) {
		this.text = text;
	}

	/**
	 * Return the reason for a process that has ended without having drained.
	 * @param status its exit status
	 * @return the reason
	 */
	static RestartReason ofStatus(int status) {
		if (status == OUT_OF_MEMORY_STATUS) {
			return OUT_OF_MEMORY;
		}
		return ExitStatus.isSignal(status) ? KILLED : EXITED;
	}

	/**
	 * Return this reason as operators read it.
	 * @return such as "out-of-memory"
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
