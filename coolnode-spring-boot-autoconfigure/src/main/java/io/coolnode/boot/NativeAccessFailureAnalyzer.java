package io.coolnode.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.coolnode.cluster.process.NativeAccessException;

/**
 * Says how to let JNA load its native library.
 */
class NativeAccessFailureAnalyzer extends AbstractFailureAnalyzer<NativeAccessException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NativeAccessException cause) {
		return new FailureAnalysis("The shared port of the workers needs native code, and " + cause.getMessage() + ".",
				"Let JNA unpack its library into a folder from which code may be executed: "
						+ "start with -Djna.tmpdir=<folder>, or set cool.server.workers to 0.",
				cause);
	}

}
