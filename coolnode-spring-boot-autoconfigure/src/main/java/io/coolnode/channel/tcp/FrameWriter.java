package io.coolnode.channel.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Gathers frames and writes many small ones at once, never waiting for the connection.
 * The lock of the link guards it.
 */
final class FrameWriter {

	private static final byte[] NOTHING = new byte[0];

	private final WritableByteChannel channel;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(Frames.BUFFER_SIZE);

	private byte[] rest = NOTHING;

	private int restOffset;

	private boolean blocked;

	/**
	 * Create a writer.
	 * @param channel the connection, which takes what it can without waiting
	 */
	FrameWriter(WritableByteChannel channel) {
		this.channel = channel;
	}

	/**
	 * Return whether the connection did not take all that was to be written.
	 * @return {@code true} until {@link #flush()} comes to its end
	 */
	boolean isBlocked() {
		return this.blocked;
	}

	/**
	 * Return how much waits for the next flush.
	 * @return a number of bytes
	 */
	int waiting() {
		return this.buffer.position() + this.rest.length - this.restOffset;
	}

	/**
	 * Take a frame, to write it with the next flush or earlier.
	 * @param type its type
	 * @param content its content, which is not copied at once and must not be changed
	 * @return {@code false} if it was not taken, since the connection is blocked
	 * @throws IOException if the connection is broken
	 */
	boolean write(byte type, byte[] content) throws IOException {
		if (!this.blocked && this.buffer.remaining() < Frames.HEADER + content.length) {
			flush();
		}
		if (this.blocked) {
			return false;
		}
		Frames.putHeader(this.buffer, type, content.length);
		if (this.buffer.remaining() >= content.length) {
			this.buffer.put(content);
		}
		else {
			this.rest = content;
			this.restOffset = 0;
			flush();
		}
		return true;
	}

	/**
	 * Write what waits, as much as the connection takes.
	 * @return whether nothing is left
	 * @throws IOException if the connection is broken
	 */
	boolean flush() throws IOException {
		do {
			int count = Math.min(this.buffer.remaining(), this.rest.length - this.restOffset);
			this.buffer.put(this.rest, this.restOffset, count);
			this.restOffset += count;
			this.buffer.flip();
			try {
				while (this.buffer.hasRemaining() && this.channel.write(this.buffer) > 0) {
					continue;
				}
			}
			finally {
				this.buffer.compact();
			}
			this.blocked = this.buffer.position() > 0;
		}
		while (!this.blocked && this.restOffset < this.rest.length);
		if (!this.blocked) {
			this.rest = NOTHING;
			this.restOffset = 0;
		}
		return !this.blocked;
	}

}
