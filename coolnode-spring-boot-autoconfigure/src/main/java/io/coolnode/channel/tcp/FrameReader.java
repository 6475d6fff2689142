package io.coolnode.channel.tcp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Reads frames, as many as have arrived with one call of the system. Belongs to one
 * thread.
 */
final class FrameReader {

	private final Source source;

	private final int maxLength;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(Frames.BUFFER_SIZE).flip();

	/**
	 * Create a reader.
	 * @param source where the bytes come from
	 * @param maxLength how many bytes of content a frame may have
	 */
	FrameReader(Source source, int maxLength) {
		this.source = source;
		this.maxLength = maxLength;
	}

	/**
	 * Wait for the next frame.
	 * @return the frame, or {@code null} if the connection has ended between two
	 * @throws ProtocolException if there is something else than a frame
	 * @throws IOException if the connection breaks
	 */
	Frames.@Nullable Frame next() throws IOException {
		while (this.buffer.remaining() < Frames.HEADER) {
			if (!fill()) {
				if (this.buffer.hasRemaining()) {
					throw new EOFException("The connection ended within a frame");
				}
				return null;
			}
		}
		int length = this.buffer.getInt() - 2;
		byte version = this.buffer.get();
		byte type = this.buffer.get();
		if (length < 0 || length > this.maxLength) {
			throw new ProtocolException("A frame claims to have " + length + " bytes of content");
		}
		if (!Frames.isUnderstood(version)) {
			throw new ProtocolException("A frame is of version " + version + " of the protocol");
		}
		byte[] content = new byte[length];
		int filled = take(content, 0);
		while (filled < length) {
			if (!fill()) {
				throw new EOFException("The connection ended within a frame");
			}
			filled += take(content, filled);
		}
		return new Frames.Frame(type, content);
	}

	/**
	 * Return whether the next frame has arrived as a whole.
	 * @return {@code false} if waiting for it could take time
	 */
	boolean isNextThere() {
		return this.buffer.remaining() >= Frames.HEADER
				&& this.buffer.remaining() >= Integer.BYTES + (long) this.buffer.getInt(this.buffer.position());
	}

	private int take(byte[] content, int offset) {
		int count = Math.min(content.length - offset, this.buffer.remaining());
		this.buffer.get(content, offset, count);
		return count;
	}

	private boolean fill() throws IOException {
		this.buffer.compact();
		try {
			return this.source.read(this.buffer) >= 0;
		}
		finally {
			this.buffer.flip();
		}
	}

	/**
	 * Where bytes come from.
	 */
	@FunctionalInterface
	interface Source {

		/**
		 * Wait for bytes.
		 * @param buffer where to put them
		 * @return how many there are, or -1 if there are no more
		 * @throws IOException if the connection breaks
		 */
		int read(ByteBuffer buffer) throws IOException;

	}

}
