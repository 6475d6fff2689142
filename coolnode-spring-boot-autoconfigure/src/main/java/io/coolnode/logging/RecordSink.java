package io.coolnode.logging;

/**
 * Where records of workers come out. Belongs to one thread, which may wait here. The
 * methods must not throw.
 */
interface RecordSink {

	/**
	 * Take an event.
	 * @param origin the worker it comes from
	 * @param reader reads the record behind its type
	 */
	void event(Origin origin, RecordReader reader);

	/**
	 * Take a line that was printed.
	 * @param origin the worker it comes from
	 * @param line the line
	 */
	void line(Origin origin, PrintedLine line);

	/**
	 * Say that something is missing.
	 * @param origin the worker it would have come from
	 * @param what what is missing and why
	 */
	void missing(Origin origin, String what);

	/**
	 * Called now and then, also when there are no records.
	 * @return whether there was anything to do
	 */
	default boolean tick() {
		return false;
	}

	/**
	 * Called before many records at once.
	 */
	default void beginBatch() {
	}

	/**
	 * Called after many records at once.
	 */
	default void endBatch() {
	}

}
