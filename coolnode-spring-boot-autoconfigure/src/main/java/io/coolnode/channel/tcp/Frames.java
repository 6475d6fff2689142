package io.coolnode.channel.tcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.coolnode.channel.Control;

/**
 * The frames of a connection: a length (4 bytes, big-endian, of what follows), the
 * version of the protocol (1), a type (1) and the content.
 */
final class Frames {

	/**
	 * The version of the protocol that this release speaks.
	 */
	static final byte VERSION = 1;

	static final byte MESSAGE = 1;

	static final byte CONTROL = 2;

	static final int HEADER = Integer.BYTES + 2;

	static final int BUFFER_SIZE = 64 * 1024;

	private Frames() {
	}

	/**
	 * Return whether this release understands another one.
	 * @param version the version of the protocol that the other one speaks
	 * @return {@code true} if it is one older, one newer or the same
	 */
	static boolean isUnderstood(byte version) {
		return Math.abs(version - VERSION) <= 1;
	}

	static void putHeader(ByteBuffer buffer, byte type, int contentLength) {
		buffer.putInt(contentLength + 2).put(VERSION).put(type);
	}

	static byte[] encode(Control control) {
		List<byte[]> texts = new ArrayList<>();
		texts.add(control.name().getBytes(StandardCharsets.UTF_8));
		control.values().forEach((value) -> texts.add(value.getBytes(StandardCharsets.UTF_8)));
		int size = texts.stream().mapToInt((text) -> Integer.BYTES + text.length).sum();
		ByteBuffer buffer = ByteBuffer.allocate(size);
		texts.forEach((text) -> buffer.putInt(text.length).put(text));
		return buffer.array();
	}

	static Control decodeControl(byte[] content) throws ProtocolException {
		List<String> texts = new ArrayList<>();
		ByteBuffer buffer = ByteBuffer.wrap(content);
		while (buffer.hasRemaining()) {
			int length = (buffer.remaining() >= Integer.BYTES) ? buffer.getInt() : -1;
			if (length < 0 || length > buffer.remaining()) {
				throw new ProtocolException("A control word ends within a value");
			}
			texts.add(new String(content, buffer.position(), length, StandardCharsets.UTF_8));
			buffer.position(buffer.position() + length);
		}
		if (texts.isEmpty()) {
			throw new ProtocolException("A control word is empty");
		}
		return new Control(texts.get(0), texts.subList(1, texts.size()));
	}

	/**
	 * A frame that was read.
	 *
	 * @param type the type
	 * @param content the content
	 */
	record Frame(byte type, byte[] content) {

	}

}
