package io.coolnode.channel;

import org.jspecify.annotations.Nullable;

import io.coolnode.Sender;

/**
 * The forms in which an address stands in an envelope: the code of a place as it is, or
 * one of these.
 */
final class Target {

	/**
	 * All workers of all machines.
	 */
	static final String ALL = "*";

	/**
	 * All workers of this machine.
	 */
	static final String LOCAL = ".";

	/**
	 * What all other machines have in common: the way to them, for which senders wait.
	 */
	static final String REMOTE = "/";

	/**
	 * The master.
	 */
	static final String MASTER = "master";

	private static final String PROCESS_PREFIX = "#";

	private static final char NODE_END = '/';

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
	 * Return the address of something on another machine.
	 * @param node the name of the machine
	 * @param target the address there
	 * @return the address
	 */
	static String remote(String node, String target) {
		return node + NODE_END + target;
	}

	/**
	 * Return whether an address, or the code of a sender, has the name of a machine.
	 * @param target the address
	 * @return whether it is one of another machine
	 */
	static boolean isRemote(String target) {
		return target.indexOf(NODE_END) > 0;
	}

	/**
	 * Return the name of the machine in an address.
	 * @param remote an address that has one
	 * @return the name
	 */
	static String node(String remote) {
		return remote.substring(0, remote.indexOf(NODE_END));
	}

	/**
	 * Return an address as it is on the machine that is named in it.
	 * @param remote an address that has the name of a machine
	 * @return the address without that
	 */
	static String there(String remote) {
		return remote.substring(remote.indexOf(NODE_END) + 1);
	}

	/**
	 * Return where the answer to a request goes.
	 * @param request the request
	 * @param self the process that answers
	 * @return the address
	 */
	static String answer(Envelope request, Sender self) {
		if (request.senderId() == 0 && self.id() == 0 && !self.code().equals(MASTER)) {
			return self.code();
		}
		return requester(request);
	}

	/**
	 * Return the address of the process that sent a request, as its master knows it or
	 * that of the machine the request came to.
	 * @param request the request
	 * @return the address
	 */
	static String requester(Envelope request) {
		String address = (request.senderId() != 0) ? process(request.senderId()) : MASTER;
		String code = request.sender().code();
		return isRemote(code) ? remote(node(code), address) : address;
	}

	/**
	 * Return whether an address is the code of a place of this machine.
	 * @param target the address
	 * @return {@code false} for the master, all workers, a process, and other machines
	 */
	static boolean isPlace(String target) {
		return !target.equals(MASTER) && !target.equals(ALL) && !target.equals(LOCAL)
				&& !target.startsWith(PROCESS_PREFIX) && target.indexOf(NODE_END) < 0;
	}

	/**
	 * Return whether a message to several receivers goes to one of them.
	 * @param many {@link #ALL} or {@link #LOCAL}
	 * @param receiver the receiver
	 * @return whether it does
	 */
	static boolean includes(String many, String receiver) {
		if (receiver.equals(REMOTE) || isRemote(receiver)) {
			return many.equals(ALL) && (receiver.equals(REMOTE) || isPlace(there(receiver)));
		}
		return isPlace(receiver);
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
