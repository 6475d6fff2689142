package io.coolnode.cluster;

import java.util.Map;

/**
 * The exit status of a process in words.
 */
final class ExitStatus {

	private static final int SIGNALLED = 128;

	private static final Map<Integer, String> SIGNALS = Map.ofEntries(Map.entry(1, "SIGHUP"), Map.entry(2, "SIGINT"),
			Map.entry(3, "SIGQUIT"), Map.entry(4, "SIGILL"), Map.entry(6, "SIGABRT"), Map.entry(7, "SIGBUS"),
			Map.entry(8, "SIGFPE"), Map.entry(9, "SIGKILL"), Map.entry(11, "SIGSEGV"), Map.entry(13, "SIGPIPE"),
			Map.entry(14, "SIGALRM"), Map.entry(15, "SIGTERM"), Map.entry(24, "SIGXCPU"), Map.entry(31, "SIGSYS"));

	private ExitStatus() {
	}

	/**
	 * Describe an exit status.
	 * @param status the status, 128 plus the number for a signal
	 * @return such as "exit status 1" or "killed by SIGKILL"
	 */
	static String describe(int status) {
		String signal = SIGNALS.get(status - SIGNALLED);
		if (signal != null) {
			return "killed by " + signal;
		}
		return "exit status " + status;
	}

	/**
	 * Return whether a process was killed by a signal.
	 * @param status the status
	 * @return whether it is that of a known signal
	 */
	static boolean isSignal(int status) {
		return SIGNALS.containsKey(status - SIGNALLED);
	}

	/**
	 * Return whether a process may have ended by a signal that was meant for the whole
	 * group of processes, its master included.
	 * @param status the status
	 * @return {@code true} for SIGHUP, SIGINT and SIGTERM
	 */
	static boolean isStopSignal(int status) {
		int signal = status - SIGNALLED;
		return signal == 1 || signal == 2 || signal == 15;
	}

}
