package io.coolnode.cluster;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.WorkerState;
import io.coolnode.channel.WorkerInfo;

/**
 * A place that has a code and in which processes come and go. Confined to the
 * supervisor's thread.
 */
final class Place {

	private static final Map<WorkerState, Set<WorkerState>> NEXT = new EnumMap<>(Map.of(WorkerState.STARTING,
			EnumSet.of(WorkerState.READY, WorkerState.DRAINING, WorkerState.BACKING_OFF, WorkerState.GIVEN_UP,
					WorkerState.STOPPED),
			WorkerState.READY,
			EnumSet.of(WorkerState.STARTING, WorkerState.DRAINING, WorkerState.BACKING_OFF, WorkerState.STOPPED),
			WorkerState.DRAINING,
			EnumSet.of(WorkerState.STARTING, WorkerState.READY, WorkerState.BACKING_OFF, WorkerState.GIVEN_UP,
					WorkerState.STOPPED),
			WorkerState.BACKING_OFF,
			EnumSet.of(WorkerState.STARTING, WorkerState.READY, WorkerState.GIVEN_UP, WorkerState.STOPPED),
			WorkerState.GIVEN_UP, EnumSet.of(WorkerState.STARTING, WorkerState.STOPPED), WorkerState.STOPPED,
			EnumSet.of(WorkerState.STARTING)));

	private final String code;

	private final String node;

	private final RestartPolicy restartPolicy;

	private final ClusterCounts counts;

	private final Map<RestartReason, Integer> restartReasons = new EnumMap<>(RestartReason.class);

	private WorkerState state = WorkerState.STARTING;

	private @Nullable WorkerHandle current;

	private @Nullable WorkerHandle latest;

	private @Nullable WorkerHandle successor;

	private RestartReason succession = RestartReason.ASKED;

	private ClusterReport.@Nullable EndReport lastEnd;

	private int starts;

	/**
	 * Create a place.
	 * @param code its code
	 * @param node the name of its machine
	 * @param restartPolicy what decides when it is filled again
	 * @param counts counts how often it is
	 */
	Place(String code, String node, RestartPolicy restartPolicy, ClusterCounts counts) {
		this.code = code;
		this.node = node;
		this.restartPolicy = restartPolicy;
		this.counts = counts;
	}

	String code() {
		return this.code;
	}

	RestartPolicy restartPolicy() {
		return this.restartPolicy;
	}

	WorkerState state() {
		return this.state;
	}

	@Nullable WorkerHandle current() {
		return this.current;
	}

	/**
	 * Give the place to a process that has just been started.
	 * @param handle the process
	 */
	void occupy(WorkerHandle handle) {
		WorkerHandle previous = this.latest;
		if (previous != null) {
			count(previous.endReason());
		}
		take(handle);
	}

	private void count(RestartReason reason) {
		this.restartReasons.merge(reason, 1, Integer::sum);
		this.counts.restarted(reason);
	}

	private void take(WorkerHandle handle) {
		this.current = handle;
		this.latest = handle;
		this.starts++;
	}

	/**
	 * Leave the place without a process, since that has ended or is about to.
	 */
	void vacate() {
		this.current = null;
	}

	/**
	 * Return the process that boots while another one still answers to the code.
	 * @return the process, or {@code null} if there is none
	 */
	@Nullable WorkerHandle successor() {
		return this.successor;
	}

	void successor(@Nullable WorkerHandle handle) {
		this.successor = handle;
	}

	/**
	 * Say why the next successor is to have the place.
	 * @param reason the reason
	 */
	void succession(RestartReason reason) {
		this.succession = reason;
	}

	/**
	 * Give the place to the successor.
	 * @return the process that has it now
	 * @throws IllegalStateException if there is no successor
	 */
	WorkerHandle promoteSuccessor() {
		WorkerHandle next = this.successor;
		Assert.state(next != null, () -> "Place " + this.code + " has no successor");
		this.successor = null;
		count(this.succession);
		take(next);
		return next;
	}

	/**
	 * Move to another state, the only way to do so.
	 * @param next the next state
	 * @throws IllegalStateException if that state cannot follow
	 */
	void transitionTo(WorkerState next) {
		if (!canBecome(this.state, next)) {
			throw new IllegalStateException("Place " + this.code + " cannot go from " + this.state + " to " + next);
		}
		this.state = next;
	}

	static boolean canBecome(WorkerState from, WorkerState to) {
		return NEXT.getOrDefault(from, Set.of()).contains(to);
	}

	/**
	 * Remember the end of a process.
	 * @param handle the process
	 * @param how how it ended, in words
	 */
	void ended(WorkerHandle handle, String how) {
		this.lastEnd = new ClusterReport.EndReport(handle.id(), handle.process().pid(), Instant.now(), how,
				handle.drainReason() != null);
	}

	ClusterReport.@Nullable EndReport lastEnd() {
		return this.lastEnd;
	}

	/**
	 * Return how often this place was filled again for each reason for which it was.
	 * @return a copy
	 */
	Map<RestartReason, Integer> restartReasons() {
		return new EnumMap<>(this.restartReasons);
	}

	int restarts() {
		return Math.max(0, this.starts - 1);
	}

	/**
	 * Return what is told of a process that is or was in this place.
	 * @param handle the process
	 * @return a snapshot
	 */
	WorkerInfo snapshot(WorkerHandle handle) {
		return new WorkerInfo(this.code, handle.id(), OptionalLong.of(handle.process().pid()), this.state,
				handle.startedAt(), restarts(), this.node);
	}

	/**
	 * Return what is told of this place.
	 * @return a snapshot
	 */
	WorkerInfo snapshot() {
		WorkerHandle handle = this.latest;
		int restarts = restarts();
		if (handle == null) {
			return new WorkerInfo(this.code, 0, OptionalLong.empty(), this.state, Instant.EPOCH, restarts, this.node);
		}
		OptionalLong pid = (this.current != null) ? OptionalLong.of(handle.process().pid()) : OptionalLong.empty();
		return new WorkerInfo(this.code, handle.id(), pid, this.state, handle.startedAt(), restarts, this.node);
	}

}
