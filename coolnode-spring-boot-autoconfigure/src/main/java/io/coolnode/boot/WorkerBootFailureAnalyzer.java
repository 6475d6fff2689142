package io.coolnode.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.coolnode.cluster.WorkerBootException;

/**
 * Tells, in the master, the analysis that a worker has made of its failed start.
 */
class WorkerBootFailureAnalyzer extends AbstractFailureAnalyzer<WorkerBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WorkerBootException cause) {
		return new FailureAnalysis(cause.getDescription(), cause.getAction(), cause);
	}

}
