package io.coolnode.cluster.process;

import java.io.IOException;

/**
 * Thrown when class data on the disk are not what was written.
 */
final class DamagedClassDataException extends IOException {

	DamagedClassDataException(String message) {
		super(message);
	}

}
