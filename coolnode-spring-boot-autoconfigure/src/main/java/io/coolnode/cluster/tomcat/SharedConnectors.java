package io.coolnode.cluster.tomcat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;

import io.coolnode.cluster.Traffic;

/**
 * The connectors that an application has beside the first one, each of which would take a
 * port in every worker.
 */
public final class SharedConnectors {

	private final List<Connector> others;

	private final Service service;

	/**
	 * Look at the connectors.
	 * @param context a web application of Tomcat's
	 */
	public SharedConnectors(Context context) {
		Container container = context;
		while (!(container instanceof Engine)) {
			container = container.getParent();
		}
		this.service = ((Engine) container).getService();
		this.others = Stream.of(this.service.findConnectors())
			.filter((connector) -> !(connector.getProtocolHandler() instanceof SharedPortProtocol))
			.filter((connector) -> connector.getPort() > 0)
			.toList();
	}

	/**
	 * Refuse connectors on ports that workers cannot share.
	 * @throws UnsharedConnectorException if there is one
	 */
	public void refuse() {
		for (Connector connector : this.others) {
			throw new UnsharedConnectorException(connector.getPort(), connector.getProtocolHandlerClassName(), false);
		}
	}

	/**
	 * Let each worker listen on the ports of all connectors.
	 * @param served gets what opens and drains a port
	 * @param stopQueueing lets the kernel queue no further connection at the sockets of
	 * this process on a port
	 * @throws UnsharedConnectorException if a connector is of a kind that cannot
	 */
	public void reusePorts(Consumer<Traffic> served, IntConsumer stopQueueing) {
		for (Connector connector : this.others) {
			ConnectorCopy copy = ConnectorCopy.of(connector, stopQueueing);
			this.service.removeConnector(connector);
			this.service.addConnector(copy.connector());
			served.accept(copy.protocol().traffic());
		}
	}

}
