package io.coolnode.redis;

/**
 * Another master has the name of this machine.
 */
public class NodeNameTakenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String node;

	private final String holder;

	NodeNameTakenException(String node, String holder) {
		super("Another cluster has the name '" + node + "' (cool.server.node): " + describe(holder));
		this.node = node;
		this.holder = holder;
	}

	private static String describe(String holder) {
		LeaseHolder parsed = LeaseHolder.parse(holder);
		return (parsed != null) ? "its master has the pid " + parsed.pid() : holder;
	}

	/**
	 * Return the name.
	 * @return the name of the machine
	 */
	public String getNode() {
		return this.node;
	}

	/**
	 * Return who has it.
	 * @return what stands in Redis
	 */
	public String getHolder() {
		return this.holder;
	}

}
