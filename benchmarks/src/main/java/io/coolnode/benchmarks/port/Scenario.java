package io.coolnode.benchmarks.port;

/**
 * A kind of load.
 *
 * @param path what is requested, {@code hello} or {@code busy}
 * @param kept whether a client keeps its connection
 * @param clients how many clients there are, each with one request at a time
 */
record Scenario(String path, boolean kept, int clients) {

	private static final int PARTS = 3;

	static Scenario parse(String text) {
		String[] parts = text.split("-");
		if (parts.length != PARTS) {
			throw new IllegalArgumentException("Not a scenario such as hello-keep-64: " + text);
		}
		return new Scenario(parts[0], parts[1].equals("keep"), Integer.parseInt(parts[2]));
	}

	@Override
	public String toString() {
		return this.path + "-" + (this.kept ? "keep" : "close") + "-" + this.clients;
	}

}
