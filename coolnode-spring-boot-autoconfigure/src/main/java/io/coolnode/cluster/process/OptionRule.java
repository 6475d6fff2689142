package io.coolnode.cluster.process;

import org.jspecify.annotations.Nullable;

/**
 * Makes of one of the master's JVM options what a worker gets.
 */
@FunctionalInterface
interface OptionRule {

	/**
	 * Rewrite an option.
	 * @param option the master's option
	 * @param worker who gets it
	 * @return the option for the worker, the same if it is none of this rule's business,
	 * or {@code null} if the worker does not get it
	 */
	@Nullable String rewrite(String option, WorkerName worker);

}
