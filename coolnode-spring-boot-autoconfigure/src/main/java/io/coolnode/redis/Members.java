package io.coolnode.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.WorkerInfo;

/**
 * The other machines that are there. One that is silent for too long is gone; the time in
 * which nobody could be heard, since Redis or this process was away, does not count.
 * Changed by the thread that reads, and read by all.
 */
final class Members {

	private static final Log logger = LogFactory.getLog(Members.class);

	private final Duration timeout;

	private final long forgetNanos;

	private final LongSupplier nanoTime;

	private final MembersListener listener;

	private final Map<String, Member> present = new ConcurrentHashMap<>();

	private final Map<String, Member> gone = new ConcurrentHashMap<>();

	/**
	 * Create members, of which there are none yet.
	 * @param timeout how long one may be silent
	 * @param memory how long one that is gone may come back and read what it has missed
	 * @param nanoTime the clock
	 * @param listener is told of all changes
	 */
	Members(Duration timeout, Duration memory, LongSupplier nanoTime, MembersListener listener) {
		this.timeout = timeout;
		this.forgetNanos = memory.toNanos();
		this.nanoTime = nanoTime;
		this.listener = listener;
	}

	/**
	 * Take notice of what a machine tells of itself.
	 * @param node its name
	 * @param incarnation the start of its master
	 * @param presence what it tells
	 * @return whether it was not there before
	 */
	boolean heard(String node, long incarnation, Presence presence) {
		Member before = this.present.get(node);
		if (before != null && before.incarnation() != incarnation) {
			left(before, "it was started again");
			before = null;
		}
		Member member = new Member(node, incarnation, this.nanoTime.getAsLong(), presence);
		this.present.put(node, member);
		this.gone.remove(node);
		if (before == null) {
			logger.info("Machine '" + node + "' is there, with " + presence.workers().size() + " workers");
			this.listener.joined(node);
		}
		if (before == null || !before.presence().congested().equals(presence.congested())) {
			this.listener.congested(node, presence.congested());
		}
		if (before == null || !before.presence().workers().equals(presence.workers())) {
			this.listener.workersChanged(workers());
		}
		return before == null;
	}

	/**
	 * Take notice that a machine leaves in order.
	 * @param node its name
	 * @param incarnation the start of its master
	 */
	void leaves(String node, long incarnation) {
		Member member = this.present.get(node);
		if (member != null && member.incarnation() == incarnation) {
			left(member, "it has stopped");
		}
	}

	/**
	 * Take notice of the time.
	 * @param since since when everything that is written can be heard
	 */
	void expire(long since) {
		long now = this.nanoTime.getAsLong();
		for (Member member : this.present.values()) {
			long silent = Math.min(now - member.heard(), now - since);
			if (silent > this.timeout.toNanos()) {
				left(member, "it has been silent for " + this.timeout.toMillis()
						+ " ms (cool.channel.redis.member-timeout)");
			}
		}
		this.gone.values().removeIf((member) -> now - member.heard() > this.forgetNanos);
	}

	/**
	 * Give up all machines, since this one takes no part any more.
	 * @param reason why
	 */
	void giveUp(String reason) {
		this.present.values().forEach((member) -> left(member, reason));
	}

	private void left(Member member, String reason) {
		this.present.remove(member.node(), member);
		this.gone.put(member.node(), member);
		logger.warn("Machine '" + member.node() + "' is gone: " + reason
				+ ". What waits for it is given up, and requests to it fail");
		this.listener.workersChanged(workers());
		this.listener.left(member.node());
	}

	private List<WorkerInfo> workers() {
		List<WorkerInfo> workers = new ArrayList<>();
		this.present.values()
			.stream()
			.sorted((one, other) -> one.node().compareTo(other.node()))
			.forEach((member) -> member.presence().workers().forEach((worker) -> workers.add(worker.seenFromAfar())));
		return workers;
	}

	/**
	 * Return whether nobody reads what is sent to all.
	 * @return whether no machine is there, and none may come back
	 */
	boolean isEmpty() {
		return this.present.isEmpty() && this.gone.isEmpty();
	}

	Collection<Member> present() {
		return this.present.values();
	}

	/**
	 * Return those that are gone and may come back.
	 * @return the members, as they were last heard
	 */
	Collection<Member> gone() {
		return this.gone.values();
	}

	@Nullable Member find(String node) {
		return this.present.get(node);
	}

	/**
	 * A machine.
	 *
	 * @param node its name
	 * @param incarnation the start of its master
	 * @param heard when it was heard last, in nanoseconds
	 * @param presence what it has told of itself
	 */
	record Member(String node, long incarnation, long heard, Presence presence) {

	}

}
