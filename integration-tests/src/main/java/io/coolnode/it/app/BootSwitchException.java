package io.coolnode.it.app;

/**
 * Thrown by a worker that was told to fail in a way that is analysed.
 */
class BootSwitchException extends RuntimeException {

	BootSwitchException(String code) {
		super("Worker " + code + " was told to fail");
	}

}
