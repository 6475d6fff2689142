package io.coolnode.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.coolnode.Sender;

/**
 * A message in the form in which it travels, which is never changed or written again on
 * its way. What a process does not need is not decoded there: the master looks at the
 * kind and the addresses, and only the receiver at the rest.
 * <p>
 * All numbers are big-endian: kind (1 byte), sequence (8), reference (8), sender's id (8)
 * and pid (8), then the sender's code and the target, each a length (1) and UTF-8, then
 * the event, a length (2) and UTF-8, then the data. The sequence is a number that the
 * sender gives to each of its messages; the reference is, in an answer, the sequence of
 * the request, and else 0.
 */
public final class Envelope {

	private static final int SEQUENCE = 1;

	private static final int REFERENCE = SEQUENCE + Long.BYTES;

	private static final int SENDER_ID = REFERENCE + Long.BYTES;

	private static final int SENDER_PID = SENDER_ID + Long.BYTES;

	private static final int CODE = SENDER_PID + Long.BYTES;

	private static final byte[] INTERNAL = InternalChannel.PREFIX.getBytes(StandardCharsets.UTF_8);

	private static final int MAX_ADDRESS = 0xff;

	private static final int MAX_EVENT = 0xffff;

	private final ByteBuffer bytes;

	private final int targetOffset;

	private final int eventOffset;

	private final int dataOffset;

	private @Nullable String target;

	private Envelope(ByteBuffer bytes) {
		this.bytes = bytes;
		if (bytes.limit() < CODE || Kind.of(bytes.get(0)) == null) {
			throw new MalformedEnvelopeException("A message of " + bytes.limit() + " bytes has no proper beginning");
		}
		this.targetOffset = skip(CODE, 1);
		this.eventOffset = skip(this.targetOffset, 1);
		this.dataOffset = skip(this.eventOffset, 2);
	}

	private int skip(int offset, int lengthBytes) {
		int start = offset + lengthBytes;
		int end = (start <= this.bytes.limit()) ? start + length(offset, lengthBytes) : Integer.MAX_VALUE;
		if (end > this.bytes.limit()) {
			throw new MalformedEnvelopeException("A message ends within its addresses");
		}
		return end;
	}

	private int length(int offset, int lengthBytes) {
		return (lengthBytes == 1) ? (this.bytes.get(offset) & MAX_ADDRESS) : (this.bytes.getShort(offset) & MAX_EVENT);
	}

	static Envelope of(Kind kind, Sender sender, long sequence, long reference, String target, String event,
			byte[] data) {
		byte[] code = sender.code().getBytes(StandardCharsets.UTF_8);
		byte[] to = target.getBytes(StandardCharsets.UTF_8);
		byte[] name = event.getBytes(StandardCharsets.UTF_8);
		check(code.length <= MAX_ADDRESS && to.length <= MAX_ADDRESS, "The address '" + target + "' is too long");
		check(name.length <= MAX_EVENT, "The name of the event has " + name.length + " bytes, more than " + MAX_EVENT);
		ByteBuffer buffer = ByteBuffer.allocate(CODE + 1 + code.length + 1 + to.length + 2 + name.length + data.length);
		buffer.put(kind.number()).putLong(sequence).putLong(reference).putLong(sender.id()).putLong(sender.pid());
		buffer.put((byte) code.length).put(code);
		buffer.put((byte) to.length).put(to);
		buffer.putShort((short) name.length).put(name);
		return new Envelope(buffer.put(data).flip());
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
		return new Envelope(ByteBuffer.wrap(bytes));
	}

	/**
	 * Return the message as it travels.
	 * @return the bytes, which must not be changed
	 */
	public byte[] bytes() {
		return this.bytes.array();
	}

	/**
	 * Return the size.
	 * @return the number of bytes
	 */
	public int size() {
		return this.bytes.limit();
	}

	Kind kind() {
		Kind kind = Kind.of(this.bytes.get(0));
		return (kind != null) ? kind : Kind.MESSAGE;
	}

	long sequence() {
		return this.bytes.getLong(SEQUENCE);
	}

	long reference() {
		return this.bytes.getLong(REFERENCE);
	}

	/**
	 * Return the worker id of the process that sent the message.
	 * @return the id, or 0 for a master and a standalone process
	 */
	public long senderId() {
		return this.bytes.getLong(SENDER_ID);
	}

	/**
	 * Return whether this is a message of the application, and neither about a request
	 * nor to the master or one process, but to whichever process has a place.
	 * @return whether it is worth as much to the next process in that place
	 */
	boolean isForPlace() {
		return kind().isMessage() && !isInternal()
				&& (target().equals(Target.ALL) || target().equals(Target.LOCAL) || Target.isPlace(target()));
	}

	/**
	 * Return whether this is a message of our own packages.
	 * @return whether {@link InternalChannel#isInternal} is true of its event
	 */
	boolean isInternal() {
		int start = this.eventOffset + 2;
		return Arrays.equals(this.bytes.array(), start, Math.min(start + INTERNAL.length, this.dataOffset), INTERNAL, 0,
				INTERNAL.length);
	}

	/**
	 * Return this message as one that may have been handled before.
	 * @return a copy, or this message if it is one already
	 */
	Envelope redelivery() {
		byte[] copy = bytes().clone();
		copy[0] = Kind.REDELIVERY.number();
		return parse(copy);
	}

	/**
	 * Return this message as it travels to another machine.
	 * @param node the name of this machine, which goes before the code of the sender
	 * @return a copy, with the target as it is there
	 */
	Envelope forward(String node) {
		Sender here = sender();
		Sender there = new Sender(Target.remote(node, here.code()), here.id(), here.pid());
		String target = target();
		ByteBuffer data = data();
		byte[] copy = new byte[data.remaining()];
		data.get(copy);
		return of(kind(), there, sequence(), reference(), Target.isRemote(target) ? Target.there(target) : target,
				event(), copy);
	}

	Sender sender() {
		return new Sender(text(CODE, 1), senderId(), this.bytes.getLong(SENDER_PID));
	}

	String target() {
		String result = this.target;
		if (result == null) {
			result = text(this.targetOffset, 1);
			this.target = result;
		}
		return result;
	}

	String event() {
		return text(this.eventOffset, 2);
	}

	private String text(int offset, int lengthBytes) {
		return new String(this.bytes.array(), offset + lengthBytes, length(offset, lengthBytes),
				StandardCharsets.UTF_8);
	}

	ByteBuffer data() {
		return this.bytes.slice(this.dataOffset, this.bytes.limit() - this.dataOffset);
	}

	@Override
	public String toString() {
		return "'" + event() + "' from " + sender() + " to " + target();
	}

	/**
	 * What a message is for.
	 */
	enum Kind {

		/**
		 * To be handled.
		 */
		MESSAGE,

		/**
		 * To be handled and answered.
		 */
		REQUEST,

		/**
		 * The answer to a request.
		 */
		ANSWER,

		/**
		 * Why a request gets no answer.
		 */
		FAILURE,

		/**
		 * To be handled, and perhaps handled before by a process that has died.
		 */
		REDELIVERY;

		private static final Kind[] kinds = values();

		byte number() {
			return (byte) (ordinal() + 1);
		}

		static @Nullable Kind of(byte number) {
			return (number >= 1 && number <= kinds.length) ? kinds[number - 1] : null;
		}

		boolean isMessage() {
			return this == MESSAGE || this == REDELIVERY;
		}

		boolean isAboutRequest() {
			return this == ANSWER || this == FAILURE;
		}

	}

}
