package io.coolnode.cluster.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import com.sun.jna.LastErrorException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The socket on which systemd takes notice of a service's state, by the protocol of
 * {@code sd_notify(3)}: one datagram of lines such as {@code READY=1}.
 */
public final class NotifySocket {

	private static final Log logger = LogFactory.getLog(NotifySocket.class);

	private final byte[] address;

	/**
	 * Use a socket.
	 * @param name its path, or a name that begins with {@code @} in Linux's abstract
	 * namespace, as {@code NOTIFY_SOCKET} tells it
	 */
	public NotifySocket(String name) {
		byte[] path = name.getBytes(StandardCharsets.UTF_8);
		if (name.startsWith("@")) {
			path[0] = 0;
		}
		this.address = ByteBuffer.allocate(Short.BYTES + path.length)
			.order(ByteOrder.nativeOrder())
			.putShort((short) LibC.AF_UNIX)
			.put(path)
			.array();
	}

	/**
	 * Tell the state. A failure is logged and harms nothing.
	 * @param lines the lines, such as {@code READY=1}
	 */
	public void send(String... lines) {
		byte[] datagram = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
		LibC libc = LibC.load();
		try {
			int fd = libc.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM, 0);
			try {
				libc.fcntl(fd, LibC.F_SETFD, LibC.FD_CLOEXEC);
				libc.sendto(fd, datagram, datagram.length, LibC.MSG_DONTWAIT, this.address, this.address.length);
			}
			finally {
				libc.close(fd);
			}
		}
		catch (LastErrorException ex) {
			logger.warn("systemd could not be told of '" + lines[0] + "': " + ex.getMessage());
		}
	}

}
