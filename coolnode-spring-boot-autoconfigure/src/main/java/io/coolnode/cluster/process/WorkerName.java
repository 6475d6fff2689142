package io.coolnode.cluster.process;

/**
 * What tells one worker process from the others, and so keeps apart what they would
 * collide in.
 *
 * @param code the code of the place, or {@value #STANDBY} for a spare
 * @param id the worker id
 * @param slot a number from 1 that no other living worker has; the master has 0
 */
record WorkerName(String code, long id, int slot) {

	/**
	 * What stands for the code of a spare, also after it has got one.
	 */
	static final String STANDBY = "standby";

	private static final String PID = "%p";

	/**
	 * Replace {@code {code}}, {@code {id}} and {@code {slot}}.
	 * @param text the text
	 * @return the text for this worker
	 */
	String expand(String text) {
		return text.replace("{code}", this.code)
			.replace("{id}", Long.toString(this.id))
			.replace("{slot}", Integer.toString(this.slot));
	}

	/**
	 * Put code and id into the name of a file, before its extension.
	 * @param path the path of the master's file
	 * @return the path for this worker, the same if it has the pid in it
	 */
	String file(String path) {
		if (path.contains(PID)) {
			return path;
		}
		int name = path.lastIndexOf('/') + 1;
		int dot = path.lastIndexOf('.');
		int end = (dot > name) ? dot : path.length();
		return path.substring(0, end) + "-" + this.code + "-" + this.id + path.substring(end);
	}

	/**
	 * Return the port that this worker takes instead of the master's.
	 * @param port the master's port
	 * @return the port, 0 for 0
	 */
	String port(String port) {
		int number = Integer.parseInt(port);
		return Integer.toString((number != 0) ? number + this.slot : 0);
	}

}
