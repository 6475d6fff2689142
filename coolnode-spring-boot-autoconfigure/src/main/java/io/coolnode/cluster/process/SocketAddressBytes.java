package io.coolnode.cluster.process;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.sun.jna.Platform;

/**
 * Socket addresses in the form of the C library, {@code sockaddr_in} and
 * {@code sockaddr_in6}.
 */
final class SocketAddressBytes {

	/**
	 * A length that is enough for both.
	 */
	static final int MAX_LENGTH = 28;

	private static final int IPV4_LENGTH = 16;

	private SocketAddressBytes() {
	}

	static byte[] ipv4(byte[] address, int port) {
		return start(IPV4_LENGTH, LibC.AF_INET, port).put(address).array();
	}

	static byte[] ipv6(byte[] address, int port, int scope) {
		ByteBuffer buffer = start(MAX_LENGTH, LibC.AF_INET6, port).putInt(0).put(address);
		return buffer.order(ByteOrder.nativeOrder()).putInt(scope).array();
	}

	static byte[] of(InetAddress address, int port) {
		if (address instanceof Inet4Address) {
			return ipv4(address.getAddress(), port);
		}
		return ipv6(address.getAddress(), port, ((Inet6Address) address).getScopeId());
	}

	private static ByteBuffer start(int length, int family, int port) {
		ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
		if (Platform.isMac()) {
			buffer.put((byte) length).put((byte) family);
		}
		else {
			buffer.putShort((short) family);
		}
		return buffer.order(ByteOrder.BIG_ENDIAN).putShort((short) port);
	}

	static int port(byte[] address) {
		return ByteBuffer.wrap(address).getShort(2) & 0xffff;
	}

}
