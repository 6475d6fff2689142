package io.coolnode.cluster.tomcat;

import java.util.function.IntConsumer;
import java.util.stream.Stream;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SocketProperties;

import org.springframework.beans.BeanUtils;

/**
 * A connector with all that was set at another one, but on a port that workers share.
 *
 * @param connector the connector
 * @param protocol its protocol
 */
record ConnectorCopy(Connector connector, SharedPortProtocol protocol) {

	private static final String SOCKET = "socket.";

	/**
	 * Copy a connector.
	 * @param original the original, which was not started
	 * @param stopQueueing lets the kernel queue no further connection at the sockets of
	 * this process on a port
	 * @return the copy
	 * @throws UnsharedConnectorException if it does not speak HTTP by way of NIO
	 */
	static ConnectorCopy of(Connector original, IntConsumer stopQueueing) {
		if (!(original.getProtocolHandler() instanceof Http11NioProtocol from)) {
			throw new UnsharedConnectorException(original.getPort(), original.getProtocolHandlerClassName(), true);
		}
		SharedPortProtocol protocol = new SharedPortProtocol();
		protocol.reusePort(stopQueueing);
		copy(from, protocol);
		Connector connector = new Connector(protocol);
		BeanUtils.copyProperties(original, connector, "protocolHandlerClassName", "service", "domain");
		return new ConnectorCopy(connector, protocol);
	}

	private static void copy(Http11NioProtocol from, SharedPortProtocol to) {
		BeanUtils.copyProperties(from, to, "adapter", "sslHostConfigs");
		Stream.of(BeanUtils.getPropertyDescriptors(SocketProperties.class))
			.filter((property) -> property.getWriteMethod() != null)
			.forEach((property) -> {
				Object value = from.getProperty(SOCKET + property.getName());
				if (value != null) {
					to.setProperty(SOCKET + property.getName(), value.toString());
				}
			});
		for (UpgradeProtocol upgrade : from.findUpgradeProtocols()) {
			to.addUpgradeProtocol(upgrade);
		}
		for (SSLHostConfig host : from.findSslHostConfigs()) {
			to.addSslHostConfig(host, true);
		}
	}

}
