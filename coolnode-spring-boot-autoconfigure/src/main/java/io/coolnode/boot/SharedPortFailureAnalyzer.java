package io.coolnode.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.coolnode.cluster.SharedPortException;

/**
 * Says that another process began to listen on the port while the workers booted.
 */
class SharedPortFailureAnalyzer extends AbstractFailureAnalyzer<SharedPortException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SharedPortException cause) {
		return new FailureAnalysis(
				"Web server failed to start. Port " + cause.getPort()
						+ " was taken by another process while the workers booted.",
				"Identify and stop the process that's listening on port " + cause.getPort()
						+ " or configure this application to listen on another port.",
				cause);
	}

}
