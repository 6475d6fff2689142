package io.coolnode.benchmarks.nodes;

/**
 * Carries texts from one end to others. There is a receiver at each of them.
 */
interface Courier extends AutoCloseable {

	/**
	 * Send a text to the first receiver. May return before it is sent.
	 * @param number what the receiver counts by
	 * @param text the text
	 */
	void send(long number, String text);

	/**
	 * Send a text to all receivers. May return before it is sent.
	 * @param number what the receivers count by
	 * @param text the text
	 */
	void sendToAll(long number, String text);

	/**
	 * Send a text to the first receiver and wait until it has come back from there.
	 * @param number what the ends count by
	 * @param text the text
	 * @throws InterruptedException if the thread is interrupted
	 */
	void ask(long number, String text) throws InterruptedException;

	/**
	 * Return how many texts the receivers have got.
	 * @return the number that the last of them has got
	 */
	long received();

	@Override
	void close();

}
