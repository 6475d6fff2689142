package io.coolnode.cluster.process;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when workers have to do without shared class data. The message goes on after
 * "since".
 */
final class ClassDataException extends RuntimeException {

	ClassDataException(String reason) {
		this(reason, null);
	}

	ClassDataException(String reason, @Nullable Throwable cause) {
		super((cause != null) ? reason + ": " + cause : reason, cause);
	}

}
