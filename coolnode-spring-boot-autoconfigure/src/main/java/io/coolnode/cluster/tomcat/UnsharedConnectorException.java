package io.coolnode.cluster.tomcat;

/**
 * Thrown when a connector is on a port that workers cannot share.
 */
public class UnsharedConnectorException extends RuntimeException {

	private final int port;

	private final String protocol;

	private final boolean shareable;

	UnsharedConnectorException(int port, String protocol, boolean reusePort) {
		super("Workers cannot share the connector " + protocol + " on port " + port);
		this.port = port;
		this.protocol = protocol;
		this.shareable = !reusePort;
	}

	/**
	 * Return the port of the connector.
	 * @return the port
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * Return the kind of the connector.
	 * @return the name of Tomcat's class
	 */
	public String getProtocol() {
		return this.protocol;
	}

	/**
	 * Return whether workers could share it if each had a socket of its own.
	 * @return {@code false} if this kind of connector cannot be shared at all
	 */
	public boolean isShareable() {
		return this.shareable;
	}

}
