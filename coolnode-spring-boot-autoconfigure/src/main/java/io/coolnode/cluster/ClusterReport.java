package io.coolnode.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the master tells of the cluster to operators, as of one moment.
 *
 * @param port the port that is shared
 * @param workers the places, in the order of their codes
 * @param otherProcesses the processes that do not answer to a code: those that boot to
 * follow another one, and those that finish what they have
 * @param standby the spares
 * @param changes the changes that were asked for, the oldest first
 */
public record ClusterReport(int port, List<PlaceReport> workers, List<ProcessReport> otherProcesses,
		List<SpareReport> standby, List<ChangeReport> changes) {

	/**
	 * A place.
	 *
	 * @param code the code
	 * @param state what the place is doing
	 * @param restarts how often the place was filled again
	 * @param restartReasons how often that was for each reason
	 * @param process the process that answers to the code, if there is one
	 * @param lastEnd how the last process of the place that has ended did so, if one has
	 */
	public record PlaceReport(String code, String state, int restarts, Map<String, Integer> restartReasons,
			@Nullable ProcessReport process, @Nullable EndReport lastEnd) {

	}

	/**
	 * A process.
	 *
	 * @param code the code of its place
	 * @param id the worker id
	 * @param pid the process id
	 * @param release what it runs, if it has told
	 * @param startedAt when it was started
	 * @param uptimeMillis how long ago that was, in milliseconds
	 * @param ready whether it has ever been ready
	 * @param draining why it drains, if it does
	 * @param requests how many requests it has got
	 * @param inFlight how many of them are in service
	 * @param heapUsed bytes of its heap that are used
	 * @param residentMemory bytes it has in RAM, or -1 if the system does not tell
	 */
	public record ProcessReport(String code, long id, long pid, @Nullable String release, Instant startedAt,
			long uptimeMillis, boolean ready, @Nullable String draining, long requests, int inFlight, long heapUsed,
			long residentMemory) {

	}

	/**
	 * A spare.
	 *
	 * @param id the worker id
	 * @param pid the process id
	 * @param release what it runs, if it has told
	 * @param startedAt when it was started
	 * @param uptimeMillis how long ago that was, in milliseconds
	 * @param ready whether it has created its beans and could take a place at once
	 * @param heapUsed bytes of its heap that are used
	 * @param residentMemory bytes it has in RAM, or -1 if the system does not tell
	 */
	public record SpareReport(long id, long pid, @Nullable String release, Instant startedAt, long uptimeMillis,
			boolean ready, long heapUsed, long residentMemory) {

	}

	/**
	 * The end of a process.
	 *
	 * @param id its worker id
	 * @param pid its process id
	 * @param at when it ended
	 * @param how how it ended, in words
	 * @param expected whether it had said before that it leaves
	 */
	public record EndReport(long id, long pid, Instant at, String how, boolean expected) {

	}

	/**
	 * A change that was asked for.
	 *
	 * @param id its number
	 * @param description what is changed
	 * @param state {@code WAITING}, {@code RUNNING}, {@code DONE} or {@code FAILED}
	 * @param progress how far it has come, in words
	 * @param askedAt when it was asked for
	 * @param begunAt when it began, if it has
	 * @param endedAt when it was over, if it is
	 * @param failure why it has failed, if it has
	 */
	public record ChangeReport(long id, String description, String state, String progress, Instant askedAt,
			@Nullable Instant begunAt, @Nullable Instant endedAt, @Nullable String failure) {

	}

}
