package io.coolnode.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.coolnode.cluster.tomcat.UnsharedConnectorException;

/**
 * Says how workers can share a second port.
 */
class UnsharedConnectorFailureAnalyzer extends AbstractFailureAnalyzer<UnsharedConnectorException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsharedConnectorException cause) {
		String description = "This application has an additional connector on port " + cause.getPort()
				+ ", which its workers cannot share: ";
		if (cause.isShareable()) {
			return new FailureAnalysis(description + "they inherit one port, that of server.port.",
					"Set cool.server.port-sharing=reuse-port, which gives each worker sockets of its own, "
							+ "or remove the connector, or set cool.server.workers to 0.",
					cause);
		}
		return new FailureAnalysis(description + "it is of the kind " + cause.getProtocol() + ".",
				"Use HTTP on Tomcat's Http11NioProtocol, or remove the connector, or set cool.server.workers to 0.",
				cause);
	}

}
