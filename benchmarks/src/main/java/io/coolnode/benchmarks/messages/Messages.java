package io.coolnode.benchmarks.messages;

/**
 * What {@link Calls} and {@link Partner} exchange.
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
	 * Announces how many greetings come, which are to be counted.
	 */
	static final String FLOOD = "flood";

	/**
	 * Tells that greetings are counted from now on.
	 */
	static final String COUNTING = "counting";

	/**
	 * Tells what came of a flood.
	 */
	static final String COUNTED = "counted";

	private Messages() {
	}

}
