package io.coolnode.logging;

import java.time.Duration;

/**
 * The limits of what waits between a worker and the master's appenders.
 *
 * @param bufferSize the size of a worker's buffer in bytes
 * @param blockTimeout how long a worker waits when its buffer is full
 */
public record LogSettings(int bufferSize, Duration blockTimeout) {

	/**
	 * The smallest size of a buffer, in bytes.
	 */
	public static final int MIN_BUFFER_SIZE = 64 * 1024;

	public LogSettings {
		if (bufferSize < MIN_BUFFER_SIZE) {
			throw new IllegalArgumentException("The buffer must have " + MIN_BUFFER_SIZE + " bytes or more");
		}
		bufferSize = bufferSize / RingWriter.ALIGNMENT * RingWriter.ALIGNMENT;
	}

}
