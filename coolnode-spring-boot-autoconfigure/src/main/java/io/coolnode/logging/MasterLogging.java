package io.coolnode.logging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the logging system of the master does with the logs of workers.
 */
interface MasterLogging {

	/**
	 * Return where records come out.
	 * @return the sink
	 */
	RecordSink sink();

	/**
	 * Return what every worker needs.
	 * @return options of the JVM
	 */
	List<String> jvmOptions();

	/**
	 * Return what a worker that is about to be started has to know.
	 * @param blockTimeout how long it waits when its buffer is full
	 * @return the briefing
	 */
	Briefing briefing(Duration blockTimeout);

	/**
	 * Return whether it is shown from where something was logged.
	 * @return whether workers have to find that out
	 */
	boolean isCallerShown();

	/**
	 * Return the levels that were changed since the start.
	 * @return levels by the names of their loggers
	 */
	Map<String, String> changedLevels();

	/**
	 * Change a level.
	 * @param name the name of the logger
	 * @param level the level, which is empty for none
	 */
	void changeLevel(String name, String level);

	/**
	 * Tell of each level that changes.
	 * @param listener takes levels by the names of their loggers
	 */
	void onLevelChange(Consumer<Map<String, String>> listener);

	/**
	 * Use a thread for what comes out from now on.
	 * @param wake wakes that thread
	 */
	void start(Runnable wake);

	/**
	 * Release what was registered. That thread has ended, or cannot.
	 */
	void close();

}
