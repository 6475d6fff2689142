package io.coolnode.benchmarks.messages;

/**
 * What {@link Calls} and {@link Partner} exchange. All messages consist of a text and a
 * number, as those of the programs do that are measured beside.
 */
final class Messages {

	/**
	 * The event that carries what is measured.
	 */
	static final String GREETING = "greeting";

	/**
	 * The first value of each greeting.
	 */
	static final String TEXT = "hello from worker one, forty characters.";

	/**
	 * Announces by its number how many greetings come, which are to be counted.
	 */
	static final String FLOOD = "flood";

	/**
	 * Tells that greetings are counted from now on.
	 */
	static final String COUNTING = "counting";

	/**
	 * Tells by its text what came of a flood.
	 */
	static final String COUNTED = "counted";

	private Messages() {
	}

}
