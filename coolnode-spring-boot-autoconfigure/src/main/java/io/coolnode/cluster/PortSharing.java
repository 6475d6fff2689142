package io.coolnode.cluster;

/**
 * How workers share a port.
 */
public enum PortSharing {

	/**
	 * All accept from one listening socket, which the master has made and they inherit.
	 */
	INHERIT,

	/**
	 * Each has a listening socket of its own, among which the kernel distributes
	 * connections.
	 */
	REUSE_PORT

}
