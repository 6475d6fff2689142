package io.coolnode.session;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A place where HTTP sessions may be kept, judged by what is really in force.
 */
@FunctionalInterface
public interface SessionStore {

	/**
	 * Look at the place.
	 * @return what was found, or nothing if sessions are not kept there
	 */
	Optional<Finding> inspect();

	/**
	 * What keeps the sessions.
	 *
	 * @param inMemory what was found, as a clause, if it keeps them in the memory of this
	 * process; {@code null} if all processes share it
	 */
	record Finding(@Nullable String inMemory) {

		/**
		 * Return a finding of sessions that all processes share.
		 * @return the finding
		 */
		public static Finding shared() {
			return new Finding(null);
		}

		/**
		 * Return a finding of sessions that are kept in the memory of this process.
		 * @param what what keeps them
		 * @return the finding
		 */
		public static Finding inMemory(String what) {
			return new Finding(what);
		}

	}

}
