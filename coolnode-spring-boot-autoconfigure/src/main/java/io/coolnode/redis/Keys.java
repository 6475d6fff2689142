package io.coolnode.redis;

import java.nio.charset.StandardCharsets;

/**
 * The keys in Redis. All of a namespace have one hash tag, so that they are in one slot
 * of a Redis Cluster.
 */
final class Keys {

	private final String prefix;

	Keys(String namespace) {
		this.prefix = "coolnode:{" + namespace + "}:";
	}

	/**
	 * Return the stream that all machines read.
	 * @return the key
	 */
	String all() {
		return this.prefix + "all";
	}

	/**
	 * Return the stream that one machine reads. Another start of its master has another.
	 * @param node the name of the machine
	 * @param incarnation what tells that start from others
	 * @return the key
	 */
	String node(String node, long incarnation) {
		return this.prefix + "node:" + node + ":" + Long.toHexString(incarnation);
	}

	/**
	 * Return where it stands who has the name of a machine.
	 * @param node the name
	 * @return the key
	 */
	String lease(String node) {
		return this.prefix + "lease:" + node;
	}

	/**
	 * Return what the keys of leases of scheduled methods begin with.
	 * @return the beginning, after which a colon follows
	 */
	String leases() {
		return this.prefix.substring(0, this.prefix.length() - 1);
	}

	static byte[] bytes(String key) {
		return key.getBytes(StandardCharsets.UTF_8);
	}

}
