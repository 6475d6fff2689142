package io.coolnode.boot;

/**
 * The ends that this process puts to itself.
 */
final class JvmExit {

	private JvmExit() {
	}

	/**
	 * End with all shutdown hooks, which close the context.
	 * @param status the exit status
	 */
	static void exit(int status) {
		System.exit(status);
	}

	/**
	 * End at once.
	 * @param status the exit status
	 */
	static void halt(int status) {
		Runtime.getRuntime().halt(status);
	}

}
