package io.coolnode.cluster;

import java.time.Duration;

/**
 * Lets the duty of a code be done on one machine at a time, where several machines have
 * places of the same codes. May be used by any thread, and never waits.
 */
public interface DutyLeases {

	/**
	 * Return whether other machines may have the duty of a code.
	 * @param code the code
	 * @return {@code false} if this machine always has it
	 */
	boolean isShared(String code);

	/**
	 * Get the duty of a code for this machine, as soon as no other one has it, and keep
	 * it.
	 * @param code the code, whose duty is shared
	 */
	void want(String code);

	/**
	 * Give up the duty of a code, which no process of this machine does any more.
	 * @param code the code, whose duty is shared
	 */
	void leave(String code);

	/**
	 * Return how long this machine has the duty of a code, from now on, if nothing is
	 * heard any more.
	 * @param code the code, whose duty is shared
	 * @return the time, or zero while it does not have the duty
	 */
	Duration remaining(String code);

	/**
	 * Return how often to ask how long the duty of a code remains.
	 * @return the time between two questions
	 */
	Duration interval();

	/**
	 * Return the leases of a machine that knows of no other.
	 * @return leases that share no duty
	 */
	static DutyLeases none() {
		return new UnsharedDuties();
	}

}
