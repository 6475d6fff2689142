package io.coolnode.session;

import java.util.List;

/**
 * State of an application that each process has for itself, where the application may
 * take it for one.
 */
@FunctionalInterface
public interface ProcessLocalState {

	/**
	 * Look for such state, when all beans exist.
	 * @return what was found, each with its remedy, as one line
	 */
	List<String> find();

}
