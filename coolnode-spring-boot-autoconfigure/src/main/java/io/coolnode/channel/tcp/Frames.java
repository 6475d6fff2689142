package io.coolnode.channel.tcp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

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

	private static final int HEADER = Integer.BYTES + 2;

	private static final int BUFFER_SIZE = 64 * 1024;

	private Frames() {
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

	/**
	 * Reads frames. Belongs to one thread.
	 */
	static final class Reader {

		private final ReadableByteChannel channel;

		private final int maxLength;

		private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).flip();

		Reader(ReadableByteChannel channel, int maxLength) {
			this.channel = channel;
			this.maxLength = maxLength;
		}

		/**
		 * Wait for the next frame.
		 * @return the frame, or {@code null} if the connection has ended between two
		 * @throws ProtocolException if there is something else than a frame
		 * @throws IOException if the connection breaks
		 */
		@Nullable Frame next() throws IOException {
			if (!fill(HEADER)) {
				return null;
			}
			int length = this.buffer.getInt() - 2;
			byte version = this.buffer.get();
			byte type = this.buffer.get();
			if (length < 0 || length > this.maxLength) {
				throw new ProtocolException("A frame claims to have " + length + " bytes of content");
			}
			if (Math.abs(version - VERSION) > 1) {
				throw new ProtocolException("A frame is of version " + version + " of the protocol");
			}
			byte[] content = new byte[length];
			read(content);
			return new Frame(type, content);
		}

		private boolean fill(int count) throws IOException {
			while (this.buffer.remaining() < count) {
				this.buffer.compact();
				int read;
				try {
					read = this.channel.read(this.buffer);
				}
				finally {
					this.buffer.flip();
				}
				if (read < 0) {
					if (this.buffer.hasRemaining()) {
						throw new EOFException("The connection ended within a frame");
					}
					return false;
				}
			}
			return true;
		}

		private void read(byte[] content) throws IOException {
			int buffered = Math.min(content.length, this.buffer.remaining());
			this.buffer.get(content, 0, buffered);
			ByteBuffer rest = ByteBuffer.wrap(content, buffered, content.length - buffered);
			while (rest.hasRemaining()) {
				if (this.channel.read(rest) < 0) {
					throw new EOFException("The connection ended within a frame");
				}
			}
		}

	}

	/**
	 * Writes frames, many small ones at once. Belongs to one thread.
	 */
	static final class Writer {

		private final WritableByteChannel channel;

		private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

		Writer(WritableByteChannel channel) {
			this.channel = channel;
		}

		/**
		 * Return whether it is time to flush.
		 * @return {@code true} if the buffer is more than half full
		 */
		boolean isFilled() {
			return this.buffer.position() > BUFFER_SIZE / 2;
		}

		void write(byte type, byte[] content) throws IOException {
			if (this.buffer.remaining() < HEADER + content.length) {
				flush();
			}
			this.buffer.putInt(content.length + 2).put(VERSION).put(type);
			if (this.buffer.remaining() >= content.length) {
				this.buffer.put(content);
			}
			else {
				flush();
				writeFully(ByteBuffer.wrap(content));
			}
		}

		void flush() throws IOException {
			this.buffer.flip();
			try {
				writeFully(this.buffer);
			}
			finally {
				this.buffer.clear();
			}
		}

		private void writeFully(ByteBuffer source) throws IOException {
			while (source.hasRemaining()) {
				this.channel.write(source);
			}
		}

	}

}
