package io.coolnode.cluster;

/**
 * Thrown when the port that was bound cannot be listened on, since another socket listens
 * there by now.
 */
public class SharedPortException extends RuntimeException {

	private final int port;

	SharedPortException(int port, Throwable cause) {
		super("Cannot listen on port " + port, cause);
		this.port = port;
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int getPort() {
		return this.port;
	}

}
