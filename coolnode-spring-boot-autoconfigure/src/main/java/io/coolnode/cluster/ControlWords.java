package io.coolnode.cluster;

/**
 * The control words by which the master and a worker agree on the worker's life.
 */
final class ControlWords {

	/**
	 * From a worker: it could serve now. Value: what release it runs, in words.
	 */
	static final String WORKER_READY = "coolnode.worker-ready";

	/**
	 * To a worker: accept connections.
	 */
	static final String ACCEPT = "coolnode.accept";

	/**
	 * To a worker: drain and leave. Values: the drain timeout and the idle timeout, in
	 * milliseconds.
	 */
	static final String DRAIN = "coolnode.drain";

	/**
	 * From a worker: it got SIGTERM. It goes on until it is told to drain.
	 */
	static final String SIGNALLED = "coolnode.signalled";

	/**
	 * From a worker: it accepts no more. Value: the name of a {@link DrainReason}.
	 */
	static final String DRAINING = "coolnode.draining";

	/**
	 * From a worker: why it cannot start. Values: description and action.
	 */
	static final String BOOT_FAILURE = "coolnode.boot-failure";

	/**
	 * To a worker: its failure is known and will be told.
	 */
	static final String BOOT_FAILURE_TAKEN = "coolnode.boot-failure-taken";

	/**
	 * To a worker: what the master knows of all workers. Values: one for each worker.
	 */
	static final String WORKERS = "coolnode.workers";

	/**
	 * From a worker: the directories to delete at its end. Values: their paths, all of
	 * them each time.
	 */
	static final String TEMPORARY_FILES = "coolnode.temporary-files";

	/**
	 * From a worker: it lives. Values: its {@link Vitals}.
	 */
	static final String HEARTBEAT = "coolnode.heartbeat";

	/**
	 * From a worker: its application says that it is broken beyond recovery.
	 */
	static final String BROKEN = "coolnode.broken";

	/**
	 * To a worker: no other process of its place does what one may do at a time. Value,
	 * if another machine may do it: how often to ask for how long this one does, in
	 * nanoseconds.
	 */
	static final String DUTY = "coolnode.duty";

	/**
	 * From a worker: it asks how long this machine does what one may do at a time. Value:
	 * the time by its own clock, in nanoseconds.
	 */
	static final String DUTY_ASKED = "coolnode.duty-asked";

	/**
	 * To a worker, which has asked. Values: the time that it has said, and how long it
	 * may go on, in nanoseconds.
	 */
	static final String DUTY_REMAINS = "coolnode.duty-remains";

	/**
	 * From a worker: it does no more what one may do at a time.
	 */
	static final String DUTY_ENDED = "coolnode.duty-ended";

	/**
	 * From a spare: it has created its beans and waits. Value: what release it runs, in
	 * words.
	 */
	static final String STANDING_BY = "coolnode.standing-by";

	/**
	 * To a spare: it has a place. Value: the code.
	 */
	static final String PROMOTED = "coolnode.promoted";

	/**
	 * From a spare: its application asks for the code that it does not have. Value:
	 * where.
	 */
	static final String CODE_WANTED = "coolnode.code-wanted";

	private ControlWords() {
	}

}
