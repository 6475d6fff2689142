package io.coolnode.boot;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;

/**
 * Tells the master why a worker cannot start. The master prints it, and so the worker
 * itself does not.
 */
class WorkerFailureReporter implements FailureAnalysisReporter, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void report(FailureAnalysis analysis) {
		WorkerNode worker = RoleEnvironmentPostProcessor.worker();
		if (worker == null) {
			return;
		}
		String action = (analysis.getAction() != null) ? analysis.getAction() : "";
		if (worker.agent().reportFailure(analysis.getDescription(), action)) {
			LoggingSystem.get(getClass().getClassLoader())
				.setLogLevel(LoggingFailureAnalysisReporter.class.getName(), LogLevel.OFF);
		}
	}

}
