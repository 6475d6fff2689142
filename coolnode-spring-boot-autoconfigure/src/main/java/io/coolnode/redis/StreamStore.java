package io.coolnode.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is needed of Redis. Each method waits for the answer, and throws a
 * {@link StoreUnavailableException} if there is none.
 */
interface StreamStore {

	/**
	 * Add to the end of a stream.
	 * @param stream the key of the stream
	 * @param record the record
	 * @param maxLength how many records to keep, about
	 */
	void add(String stream, byte[] record, long maxLength);

	/**
	 * Read what was added to streams, and wait a moment if that is nothing. Used by one
	 * thread, on a connection of its own.
	 * @param after for each stream the position after which to read
	 * @param count how many records of each stream to read at most
	 * @param wait how long to wait
	 * @return what was read
	 */
	List<StoredRecord> read(Map<String, String> after, int count, Duration wait);

	/**
	 * Return the end of a stream.
	 * @param stream the key of the stream
	 * @return the position of the last record, or the beginning if there is none
	 */
	String end(String stream);

	/**
	 * Remove all that is older than a position.
	 * @param stream the key of the stream
	 * @param position the position
	 */
	void trim(String stream, String position);

	/**
	 * Let a key vanish after a time.
	 * @param key the key
	 * @param time the time
	 */
	void expire(String key, Duration time);

	/**
	 * Set a lease if nobody has it, or one that may be replaced.
	 * @param key the key
	 * @param holder the new holder
	 * @param replaced who may be replaced, or {@code null} for nobody
	 * @param time how long it lasts
	 * @return whether it was set
	 */
	boolean acquire(String key, String holder, @Nullable String replaced, Duration time);

	/**
	 * Return who has a lease.
	 * @param key the key
	 * @return the holder and the time that is left, or {@code null} if nobody has it
	 */
	@Nullable Lease lease(String key);

	/**
	 * Let a lease last longer.
	 * @param key the key
	 * @param holder who must have it
	 * @param time how long it lasts from now on
	 * @return whether it was that holder's
	 */
	boolean renew(String key, String holder, Duration time);

	/**
	 * End a lease. Has no effect if somebody else has it.
	 * @param key the key
	 * @param holder who has it
	 */
	void release(String key, String holder);

	/**
	 * A record as it was read.
	 *
	 * @param stream the key of the stream
	 * @param position where it stands
	 * @param bytes what was added
	 */
	record StoredRecord(String stream, String position, byte[] bytes) {

		/**
		 * Return when it was added, by the clock of Redis.
		 * @return milliseconds since 1970
		 */
		long time() {
			return Positions.time(this.position);
		}

	}

	/**
	 * Who has a lease.
	 *
	 * @param holder the holder
	 * @param left the time that is left
	 */
	record Lease(String holder, Duration left) {

	}

}
