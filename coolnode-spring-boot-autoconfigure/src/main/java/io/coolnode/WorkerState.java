package io.coolnode;

/**
 * What the place of a worker is doing.
 */
public enum WorkerState {

	/**
	 * A process was started and has not said yet that it is ready.
	 */
	STARTING,

	/**
	 * The process serves.
	 */
	READY,

	/**
	 * The process takes no new work and finishes what it has.
	 */
	DRAINING,

	/**
	 * There is no process, and none is wanted.
	 */
	STOPPED,

	/**
	 * There is no process: the last one has ended, and the next one starts after a pause.
	 */
	BACKING_OFF,

	/**
	 * Too many processes failed while they booted; no other is started.
	 */
	GIVEN_UP

}
