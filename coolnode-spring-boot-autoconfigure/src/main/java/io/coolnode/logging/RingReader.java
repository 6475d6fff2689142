package io.coolnode.logging;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The master's end of the ring. Belongs to one thread.
 */
final class RingReader {

	private static final int RELEASE_EVERY = 32;

	private final LogBuffer buffer;

	private final int capacity;

	private long head;

	private long released;

	RingReader(LogBuffer buffer) {
		this.buffer = buffer;
		this.capacity = buffer.capacity();
	}

	/**
	 * Return how much is to be read.
	 * @return a number of bytes
	 */
	long pending() {
		return Math.max(0, this.buffer.get(LogBuffer.TAIL) - this.buffer.get(LogBuffer.HEAD));
	}

	/**
	 * Read what there is. A record counts as read when the consumer has returned or
	 * thrown.
	 * @param max the most records to read
	 * @param consumer takes each record
	 * @return how many were read
	 * @throws CorruptLogBufferException if there is something else than records
	 */
	int read(int max, Consumer<byte[]> consumer) {
		long tail = this.buffer.get(LogBuffer.TAIL);
		this.head = this.buffer.get(LogBuffer.HEAD);
		this.released = this.head;
		if (this.head >= tail) {
			return 0;
		}
		int count = 0;
		try {
			while (this.head < tail && count < max) {
				byte[] record = next(tail);
				if (record == null) {
					continue;
				}
				count++;
				if (count % RELEASE_EVERY == 0) {
					release();
				}
				consumer.accept(record);
			}
		}
		finally {
			release();
		}
		return count;
	}

	/**
	 * Say once that this was read: when all was, the writer may set the position.
	 */
	private void release() {
		if (this.head != this.released) {
			this.released = this.head;
			this.buffer.set(LogBuffer.HEAD, this.head);
		}
	}

	private byte @Nullable [] next(long tail) {
		int position = (int) (this.head % this.capacity);
		int length = this.buffer.getInt(position);
		if (length == RingWriter.WRAP) {
			this.head += this.capacity - position;
			return null;
		}
		int size = RingWriter.sizeOf(length);
		if (length < 0 || size > tail - this.head || size > this.capacity - position) {
			throw new CorruptLogBufferException(length, position);
		}
		byte[] record = new byte[length];
		this.buffer.read(position + Integer.BYTES, record);
		this.head += size;
		return record;
	}

	/**
	 * Give up what there is.
	 */
	void skipAll() {
		this.head = this.buffer.get(LogBuffer.TAIL);
		release();
	}

}
