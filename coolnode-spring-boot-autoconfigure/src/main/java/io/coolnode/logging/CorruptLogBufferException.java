package io.coolnode.logging;

/**
 * Thrown when a ring holds something else than records, as after a wild write of native
 * code in a worker.
 */
class CorruptLogBufferException extends RuntimeException {

	CorruptLogBufferException(int length, int position) {
		super("A record claims to have " + length + " bytes at " + position);
	}

}
