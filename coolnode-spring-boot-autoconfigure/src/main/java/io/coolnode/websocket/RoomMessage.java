package io.coolnode.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A message to the members of a room, which all members of a process share.
 */
public final class RoomMessage {

	private static final int HEADER = Integer.BYTES + 1;

	private final @Nullable String text;

	private final byte[] bytes;

	private RoomMessage(@Nullable String text, byte[] bytes) {
		this.text = text;
		this.bytes = bytes;
	}

	static RoomMessage text(String text) {
		return new RoomMessage(text, text.getBytes(StandardCharsets.UTF_8));
	}

	static RoomMessage binary(byte[] bytes) {
		return new RoomMessage(null, bytes);
	}

	/**
	 * Return whether this is a text, and no binary message.
	 * @return whether it is
	 */
	public boolean isText() {
		return this.text != null;
	}

	/**
	 * Return the message as a text.
	 * @return the text; of a binary message, its bytes read as UTF-8
	 */
	public String text() {
		return (this.text != null) ? this.text : new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Return the message as bytes.
	 * @return the bytes, those of a text in UTF-8, which must not be changed
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Write what goes to other workers: the length of the room's name (4 bytes,
	 * big-endian), the name, 1 for a text or 0, and the message.
	 * @param room the room
	 * @return the bytes
	 */
	byte[] encode(String room) {
		byte[] name = room.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(HEADER + name.length + this.bytes.length)
			.putInt(name.length)
			.put(name)
			.put((byte) (isText() ? 1 : 0))
			.put(this.bytes)
			.array();
	}

	/**
	 * Read the room of a message from another worker, up to its end.
	 * @param buffer what was received
	 * @return the room
	 */
	static String decodeRoom(ByteBuffer buffer) {
		int length = (buffer.remaining() >= HEADER) ? buffer.getInt() : -1;
		if (length < 0 || length >= buffer.remaining()) {
			throw new IllegalArgumentException("A message to a room ends within the room's name");
		}
		byte[] name = new byte[length];
		buffer.get(name);
		return new String(name, StandardCharsets.UTF_8);
	}

	static RoomMessage decode(ByteBuffer buffer) {
		boolean text = buffer.get() == 1;
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return text ? new RoomMessage(new String(bytes, StandardCharsets.UTF_8), bytes) : binary(bytes);
	}

}
