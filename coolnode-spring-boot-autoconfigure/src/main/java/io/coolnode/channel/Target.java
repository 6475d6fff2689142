package io.coolnode.channel;

import org.jspecify.annotations.Nullable;

import io.coolnode.Sender;

/**
 * The forms in which an address stands in an envelope: the code of a place as it is, or
 * one of these.
 */
final class Target {

	/**
	 * All workers.
	 */
	static final String ALL = "*";

	/**
	 * The master.
	 */
	static final String MASTER = "master";

	private static final String PROCESS_PREFIX = "#";

	private Target() {
	}

	/**
	 * Return the address of one process and of no replacement.
	 * @param workerId its worker id
	 * @return the address
	 */
	static String process(long workerId) {
		return PROCESS_PREFIX + workerId;
	}

	/**
	 * Return where the answer to a request goes.
	 * @param request the request
	 * @param self the process that answers
	 * @return the address
	 */
	static String answer(Envelope request, Sender self) {
		if (request.senderId() != 0) {
			return process(request.senderId());
		}
		boolean standalone = self.id() == 0 && !self.code().equals(MASTER);
		return standalone ? self.code() : MASTER;
	}

	/**
	 * Return whether an address is the code of a place.
	 * @param target the address
	 * @return {@code false} for the master, all workers and a process
	 */
	static boolean isPlace(String target) {
		return !target.equals(MASTER) && !target.equals(ALL) && !target.startsWith(PROCESS_PREFIX);
	}

	/**
	 * Return the worker id in an address.
	 * @param target the address
	 * @return the id, or {@code null} if it is no address of a process
	 */
	static @Nullable Long processId(String target) {
		if (!target.startsWith(PROCESS_PREFIX)) {
			return null;
		}
		try {
			return Long.valueOf(target.substring(PROCESS_PREFIX.length()));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
