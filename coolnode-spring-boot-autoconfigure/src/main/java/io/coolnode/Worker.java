package io.coolnode;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A worker at one moment: the place it holds and the process that answers there.
 */
public interface Worker {

	/**
	 * Return the code of the place, by which messages can be sent to it.
	 * @return the code, such as {@code "A"}; for a worker of another machine with the
	 * name of that before it, such as {@code "two/A"}
	 */
	String code();

	/**
	 * Return the name of the machine the worker is on.
	 * @return the value of {@code cool.server.node} there
	 */
	String node();

	/**
	 * Return the worker id of the process.
	 * @return the id, or 0 before the first process of the place was started
	 */
	long id();

	/**
	 * Return the process id.
	 * @return the pid, or nothing while the place has no process
	 */
	OptionalLong pid();

	/**
	 * Return what the place is doing.
	 * @return the state
	 */
	WorkerState state();

	/**
	 * Return when the process was started, by the wall clock of the master.
	 * @return the time
	 */
	Instant startedAt();

	/**
	 * Return how often the place was filled again.
	 * @return the number of processes that came after the first
	 */
	int restarts();

}
