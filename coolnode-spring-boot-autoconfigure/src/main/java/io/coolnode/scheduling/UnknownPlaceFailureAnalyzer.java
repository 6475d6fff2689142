package io.coolnode.scheduling;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says where scheduled methods can run.
 */
class UnknownPlaceFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPlaceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownPlaceException cause) {
		return new FailureAnalysis(
				cause.getOrigin() + " says that scheduled methods run in '" + cause.getPlace()
						+ "', but no worker has this code.",
				"Say one of " + String.join(", ", cause.getCodes())
						+ ", 'master' or 'all', or set cool.server.workers to a number that includes '"
						+ cause.getPlace() + "'.",
				cause);
	}

}
