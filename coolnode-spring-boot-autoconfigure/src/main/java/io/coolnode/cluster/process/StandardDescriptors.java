package io.coolnode.cluster.process;

/**
 * The descriptors 0 to 2 of a worker, of which the first one is the shared socket.
 */
public final class StandardDescriptors {

	private StandardDescriptors() {
	}

	/**
	 * Point the standard input at {@code /dev/null}, so that no child of this process
	 * keeps the shared port. To be called when the JVM has made its inherited channel,
	 * which is a duplicate.
	 */
	public static void detachInput() {
		LibC libc = LibC.load();
		int devNull = libc.open("/dev/null", LibC.O_RDWR);
		libc.dup2(devNull, 0);
		if (devNull > 2) {
			libc.close(devNull);
		}
	}

	/**
	 * Run something that points the standard output and error elsewhere, as the JVM does
	 * when an inherited channel is closed, and put them back.
	 * @param action what to run
	 */
	public static void preserveOutput(Runnable action) {
		LibC libc = LibC.load();
		int out = libc.fcntl(1, LibC.F_DUPFD_CLOEXEC, 3);
		int err = libc.fcntl(2, LibC.F_DUPFD_CLOEXEC, 3);
		try {
			action.run();
		}
		finally {
			libc.dup2(out, 1);
			libc.dup2(err, 2);
			libc.close(out);
			libc.close(err);
		}
	}

}
