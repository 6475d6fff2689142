package io.coolnode.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.MalformedEnvelopeException;

/**
 * What one master writes to a stream at once.
 *
 * @param node the name of its machine
 * @param incarnation what tells this start of that master from others
 * @param number the number of this record among those of that master in this stream: 1,
 * 2, 3, …
 * @param order the number of this record among those of that master in all streams
 * @param items what it carries, in the order in which it was sent
 */
record NodeRecord(String node, long incarnation, long number, long order, List<Item> items) {

	private static final int VERSION = 1;

	private static final int MESSAGE = 1;

	private static final int WORD = 2;

	/**
	 * The most items and values that are believed to be there before they are read.
	 */
	private static final int BELIEVED = 1000;

	NodeRecord {
		items = List.copyOf(items);
	}

	/**
	 * Return the record as it stands in a stream.
	 * @param seal proves its origin
	 * @param stream the key of the stream
	 * @return the bytes
	 */
	byte[] encode(Seal seal, String stream) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeUTF(this.node);
			out.writeLong(this.incarnation);
			out.writeLong(this.number);
			out.writeLong(this.order);
			out.writeInt(this.items.size());
			for (Item item : this.items) {
				write(item, out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return seal.seal(stream, bytes.toByteArray());
	}

	private static void write(Item item, DataOutputStream out) throws IOException {
		if (item instanceof Item.Message message) {
			out.writeByte(MESSAGE);
			out.writeInt(message.envelope().size());
			out.write(message.envelope().bytes(), 0, message.envelope().size());
		}
		else if (item instanceof Item.Word word) {
			out.writeByte(WORD);
			out.writeUTF(word.control().name());
			out.writeInt(word.control().values().size());
			for (String value : word.control().values()) {
				out.writeUTF(value);
			}
		}
	}

	/**
	 * Read a record.
	 * @param bytes what stands in a stream
	 * @param seal proves its origin
	 * @param stream the key of the stream
	 * @return the record
	 * @throws MalformedRecordException if it is none, or its origin is not proved
	 */
	static NodeRecord decode(byte[] bytes, Seal seal, String stream) {
		byte[] opened = seal.open(stream, bytes);
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(opened))) {
			int version = in.readUnsignedByte();
			if (version != VERSION) {
				throw new MalformedRecordException("It has the version " + version + ", and this release knows "
						+ VERSION + ": restart the machines with one release");
			}
			String node = in.readUTF();
			long incarnation = in.readLong();
			long number = in.readLong();
			long order = in.readLong();
			int count = in.readInt();
			List<Item> items = new ArrayList<>(Math.max(0, Math.min(count, BELIEVED)));
			for (int i = 0; i < count; i++) {
				items.add(read(in));
			}
			return new NodeRecord(node, incarnation, number, order, items);
		}
		catch (IOException | MalformedEnvelopeException ex) {
			throw new MalformedRecordException("It ends too early or has strange contents", ex);
		}
	}

	private static Item read(DataInputStream in) throws IOException {
		int kind = in.readUnsignedByte();
		return switch (kind) {
			case MESSAGE -> new Item.Message(Envelope.parse(readBytes(in)));
			case WORD -> new Item.Word(readControl(in));
			default -> throw new MalformedRecordException("It has an item of the kind " + kind);
		};
	}

	private static byte[] readBytes(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > in.available()) {
			throw new MalformedRecordException("It has a message of " + length + " bytes");
		}
		return in.readNBytes(length);
	}

	private static Control readControl(DataInputStream in) throws IOException {
		String name = in.readUTF();
		int count = in.readInt();
		List<String> values = new ArrayList<>(Math.max(0, Math.min(count, BELIEVED)));
		for (int i = 0; i < count; i++) {
			values.add(in.readUTF());
		}
		return new Control(name, values);
	}

}
