package io.coolnode.channel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The messages that processes have taken from a mailbox and not handled yet, as far as
 * their acknowledgements tell. A process handles those of one sender in their order, so
 * an acknowledgement is a number of them. The lock of the mailbox guards it.
 */
final class Unacknowledged {

	private final Map<Mailbox.Outlet, Map<Long, Queue<Envelope>>> taken = new HashMap<>();

	void add(Mailbox.Outlet outlet, Envelope envelope) {
		this.taken.computeIfAbsent(outlet, (key) -> new HashMap<>())
			.computeIfAbsent(envelope.senderId(), (key) -> new ArrayDeque<>())
			.add(envelope);
	}

	/**
	 * Forget the oldest messages of a sender, since they were handled.
	 * @param outlet the process that took them
	 * @param sender the worker id of their sender
	 * @param count how many of them
	 * @return their size in bytes
	 */
	long acknowledge(Mailbox.Outlet outlet, long sender, int count) {
		Queue<Envelope> messages = this.taken.getOrDefault(outlet, Map.of()).get(sender);
		long bytes = 0;
		for (int i = 0; messages != null && i < count && !messages.isEmpty(); i++) {
			bytes += messages.remove().size();
		}
		return bytes;
	}

	/**
	 * Forget a process and what it has taken.
	 * @param outlet the process
	 * @return what it has not acknowledged, that of each sender in its order
	 */
	List<Envelope> remove(Mailbox.Outlet outlet) {
		Map<Long, Queue<Envelope>> messages = this.taken.remove(outlet);
		return (messages != null) ? messages.values().stream().flatMap(Collection::stream).toList() : List.of();
	}

}
