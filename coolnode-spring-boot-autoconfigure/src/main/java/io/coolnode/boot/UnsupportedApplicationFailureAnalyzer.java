package io.coolnode.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what kinds of application workers can serve.
 */
class UnsupportedApplicationFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedApplicationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedApplicationException cause) {
		return new FailureAnalysis("The property cool.server.workers is greater than 0, but " + cause.getFound() + ".",
				"Use a servlet web application on Tomcat (spring-boot-starter-web), started by its own main method "
						+ "and not processed ahead of time, or set cool.server.workers to 0.",
				cause);
	}

}
