package io.coolnode.it.harness;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * A datagram socket such as systemd's, on which a service tells of its state.
 */
public final class NotifyListener implements Closeable {

	private static final short AF_UNIX = 1;

	private static final int SOCK_DGRAM = 2;

	private final LibC libc = Native.load("c", LibC.class);

	private final String name;

	private final int descriptor;

	private final List<String> datagrams = new CopyOnWriteArrayList<>();

	private final Thread thread = new Thread(this::receive, "notify-listener");

	/**
	 * Listen.
	 * @param name a path, or a name in Linux's abstract namespace that begins with
	 * {@code @}
	 */
	public NotifyListener(String name) {
		this.name = name;
		this.descriptor = this.libc.socket(AF_UNIX, SOCK_DGRAM, 0);
		byte[] path = name.getBytes(StandardCharsets.UTF_8);
		if (name.startsWith("@")) {
			path[0] = 0;
		}
		byte[] address = ByteBuffer.allocate(Short.BYTES + path.length)
			.order(ByteOrder.nativeOrder())
			.putShort(AF_UNIX)
			.put(path)
			.array();
		if (this.libc.bind(this.descriptor, address, address.length) != 0) {
			throw new IllegalStateException("Cannot bind " + name);
		}
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void receive() {
		byte[] buffer = new byte[4096];
		long length = this.libc.recv(this.descriptor, buffer, buffer.length, 0);
		while (length > 0) {
			this.datagrams.add(new String(Arrays.copyOf(buffer, (int) length), StandardCharsets.UTF_8));
			length = this.libc.recv(this.descriptor, buffer, buffer.length, 0);
		}
	}

	/**
	 * Return the name, as {@code NOTIFY_SOCKET} tells it.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what was told so far.
	 * @return one text for each datagram
	 */
	public List<String> datagrams() {
		return this.datagrams;
	}

	@Override
	public void close() {
		this.libc.shutdown(this.descriptor, 2);
		this.libc.close(this.descriptor);
	}

	/**
	 * Functions of the C library.
	 */
	interface LibC extends Library {

		int socket(int domain, int type, int protocol);

		int bind(int descriptor, byte[] address, int length);

		long recv(int descriptor, byte[] buffer, long length, int flags);

		int shutdown(int descriptor, int how);

		int close(int descriptor);

	}

}
