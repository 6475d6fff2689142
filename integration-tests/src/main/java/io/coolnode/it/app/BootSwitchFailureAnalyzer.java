package io.coolnode.it.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a failure that was asked for.
 */
class BootSwitchFailureAnalyzer extends AbstractFailureAnalyzer<BootSwitchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BootSwitchException cause) {
		return new FailureAnalysis("The test application has no luck: " + cause.getMessage() + ".",
				"Ask it for something else.", cause);
	}

}
