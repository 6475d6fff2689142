package io.coolnode.cluster.process;

import java.io.File;

import com.sun.jna.LastErrorException;
import com.sun.jna.ptr.IntByReference;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The listening sockets of this process, which Java does not tell the descriptors of.
 */
public final class OwnListeners {

	private static final Log logger = LogFactory.getLog(OwnListeners.class);

	private static final File DESCRIPTORS = new File("/proc/self/fd");

	private OwnListeners() {
	}

	/**
	 * Let the kernel queue no further connection at the sockets of this process that
	 * listen on a port. Who connects repeats it after a second, and reaches another
	 * process that listens there by then. What was begun before is not affected.
	 * @param port the port
	 */
	public static void stopQueueing(int port) {
		LibC libc = LibC.load();
		String[] names = DESCRIPTORS.list();
		if (names == null) {
			logger.debug("The descriptors of this process are not known");
			return;
		}
		for (String name : names) {
			int fd = Integer.parseInt(name);
			if (isListeningOn(libc, fd, port)) {
				NewConnectionFilter.attach(libc, fd);
			}
		}
	}

	private static boolean isListeningOn(LibC libc, int fd, int port) {
		try {
			IntByReference listening = new IntByReference();
			libc.getsockopt(fd, LibC.SOL_SOCKET, LibC.SO_ACCEPTCONN, listening, new IntByReference(Integer.BYTES));
			byte[] address = new byte[SocketAddressBytes.MAX_LENGTH];
			libc.getsockname(fd, address, new IntByReference(address.length));
			return listening.getValue() != 0 && SocketAddressBytes.port(address) == port;
		}
		catch (LastErrorException ex) {
			logger.trace("Descriptor " + fd + " is no socket", ex);
			return false;
		}
	}

}
