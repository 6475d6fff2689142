package io.coolnode.redis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says that two clusters want one name.
 */
class NodeNameTakenFailureAnalyzer extends AbstractFailureAnalyzer<NodeNameTakenException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NodeNameTakenException cause) {
		return new FailureAnalysis(String.valueOf(cause
			.getMessage()) + ".", "Stop that cluster, or give this one another name with cool.server.node, such as '"
					+ cause.getNode()
					+ "-green'. Two applications that share one Redis need another cool.channel.redis.namespace each.",
				cause);
	}

}
