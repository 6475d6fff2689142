package io.coolnode.cluster.tomcat;

import java.lang.reflect.Field;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SocketProperties;

import org.springframework.beans.BeanUtils;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * A connector with all that was set at another one, but on a port that workers share.
 *
 * @param connector the connector
 * @param protocol its protocol
 */
record ConnectorCopy(Connector connector, SharedPortProtocol protocol) {

	private static final String SOCKET = "socket.";

	private static final String KEEP_ALIVE = "maxKeepAliveRequests";

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
		BeanUtils.copyProperties(from, to, "adapter", "sslHostConfigs", "utilityExecutor", KEEP_ALIVE);
		to.setMaxKeepAliveRequests(maxKeepAliveRequests(from));
		Stream.of(BeanUtils.getPropertyDescriptors(SocketProperties.class))
			.filter((property) -> property.getWriteMethod() != null)
			.forEach((property) -> {
				String name = SOCKET + property.getName();
				Object value = from.getProperty(name);
				if (value != null && !value.equals(to.getProperty(name))) {
					to.setProperty(name, value.toString());
				}
			});
		for (UpgradeProtocol upgrade : from.findUpgradeProtocols()) {
			to.addUpgradeProtocol(upgrade);
		}
		for (SSLHostConfig host : from.findSslHostConfigs()) {
			to.addSslHostConfig(host, true);
		}
	}

	/**
	 * Return what was set, while Tomcat's own getter says 1 until the port is bound.
	 * @param protocol the protocol
	 * @return the number
	 */
	static int maxKeepAliveRequests(Http11NioProtocol protocol) {
		Object endpoint = get(protocol, AbstractProtocol.class, "endpoint");
		return (int) get(endpoint, AbstractEndpoint.class, KEEP_ALIVE);
	}

	private static Object get(Object target, Class<?> type, String name) {
		Field field = ReflectionUtils.findField(type, name);
		Assert.state(field != null, () -> type.getName() + " has no field " + name);
		ReflectionUtils.makeAccessible(field);
		Object value = ReflectionUtils.getField(field, target);
		Assert.state(value != null, () -> name + " is not set");
		return value;
	}

}
