package io.coolnode.cluster.process;

/**
 * Thrown when the native code that the shared port needs cannot be loaded.
 */
public class NativeAccessException extends RuntimeException {

	NativeAccessException(Throwable cause) {
		super("JNA cannot load its native library: " + cause.getMessage(), cause);
	}

}
