package io.coolnode.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.coolnode.Sender;

/**
 * A message in the form in which it travels, which is never changed or written again on
 * its way: a sequence number, the sender, the target, the event, and data that only the
 * receiver decodes.
 * <p>
 * All numbers are big-endian: sequence (8 bytes), sender's id (8) and pid (8), then the
 * sender's code and the target, each a length (1) and UTF-8, then the event, a length (2)
 * and UTF-8, then the data.
 */
public final class Envelope {

	private static final int NUMBERS = 3 * Long.BYTES;

	private final byte[] bytes;

	private final Sender sender;

	private final String target;

	private final String event;

	private final int dataOffset;

	private Envelope(byte[] bytes, Sender sender, String target, String event, int dataOffset) {
		this.bytes = bytes;
		this.sender = sender;
		this.target = target;
		this.event = event;
		this.dataOffset = dataOffset;
	}

	static Envelope of(Sender sender, long sequence, String target, String event, byte[] data) {
		byte[] code = sender.code().getBytes(StandardCharsets.UTF_8);
		byte[] to = target.getBytes(StandardCharsets.UTF_8);
		byte[] name = event.getBytes(StandardCharsets.UTF_8);
		check(code.length <= 0xff && to.length <= 0xff, "The address '" + target + "' is too long");
		check(name.length <= 0xffff, "The name of the event has " + name.length + " bytes, more than 65535");
		int dataOffset = NUMBERS + 1 + code.length + 1 + to.length + 2 + name.length;
		ByteBuffer buffer = ByteBuffer.allocate(dataOffset + data.length);
		buffer.putLong(sequence).putLong(sender.id()).putLong(sender.pid());
		buffer.put((byte) code.length).put(code);
		buffer.put((byte) to.length).put(to);
		buffer.putShort((short) name.length).put(name);
		buffer.put(data);
		return new Envelope(buffer.array(), sender, target, event, dataOffset);
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * Read a message from what {@link #bytes()} has returned elsewhere.
	 * @param bytes the bytes, which are not copied
	 * @return the message
	 * @throws MalformedEnvelopeException if they are no message
	 */
	public static Envelope parse(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		if (bytes.length < NUMBERS) {
			throw new MalformedEnvelopeException("A message of " + bytes.length + " bytes is too short");
		}
		buffer.getLong();
		long id = buffer.getLong();
		long pid = buffer.getLong();
		String code = readText(buffer, 1);
		String target = readText(buffer, 1);
		String event = readText(buffer, 2);
		return new Envelope(bytes, new Sender(code, id, pid), target, event, buffer.position());
	}

	private static String readText(ByteBuffer buffer, int lengthBytes) {
		if (buffer.remaining() < lengthBytes) {
			throw new MalformedEnvelopeException("A message ends within its addresses");
		}
		int length = (lengthBytes == 1) ? (buffer.get() & 0xff) : (buffer.getShort() & 0xffff);
		if (buffer.remaining() < length) {
			throw new MalformedEnvelopeException("A message ends within its addresses");
		}
		String text = new String(buffer.array(), buffer.position(), length, StandardCharsets.UTF_8);
		buffer.position(buffer.position() + length);
		return text;
	}

	/**
	 * Return the message as it travels.
	 * @return the bytes, which must not be changed
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Return the size.
	 * @return the number of bytes
	 */
	public int size() {
		return this.bytes.length;
	}

	/**
	 * Return the process that sent the message.
	 * @return the sender
	 */
	public Sender sender() {
		return this.sender;
	}

	/**
	 * Return whether a process may get this message: it is not addressed to one process
	 * that is another.
	 * @param workerId the worker id of the process
	 * @return {@code false} if it is meant for another process alone
	 */
	public boolean isFor(long workerId) {
		Long process = Target.processId(this.target);
		return process == null || process == workerId;
	}

	String target() {
		return this.target;
	}

	String event() {
		return this.event;
	}

	ByteBuffer data() {
		return ByteBuffer.wrap(this.bytes, this.dataOffset, this.bytes.length - this.dataOffset).slice();
	}

	@Override
	public String toString() {
		return "'" + this.event + "' from " + this.sender + " to " + this.target;
	}

}
