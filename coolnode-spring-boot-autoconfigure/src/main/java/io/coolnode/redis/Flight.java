package io.coolnode.redis;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was written to a stream and not read yet by all who should. Confined to the thread
 * that writes.
 */
final class Flight {

	private final Deque<Written> written = new ArrayDeque<>();

	private long last;

	private long bytes;

	/**
	 * Return the number of the next record.
	 * @return the number: 1, 2, 3, …
	 */
	long next() {
		return this.last + 1;
	}

	long last() {
		return this.last;
	}

	void wrote(int size) {
		this.last++;
		this.bytes += size;
		this.written.add(new Written(this.last, size));
	}

	/**
	 * Take notice of what was read.
	 * @param number the number of the last record that all have read
	 */
	void read(long number) {
		Written oldest = this.written.peek();
		while (oldest != null && oldest.number() <= number) {
			this.bytes -= oldest.size();
			this.written.remove();
			oldest = this.written.peek();
		}
	}

	/**
	 * Return how much is on its way.
	 * @return bytes
	 */
	long bytes() {
		return this.bytes;
	}

	/**
	 * A record.
	 *
	 * @param number its number
	 * @param size its bytes
	 */
	private record Written(long number, int size) {

	}

}
