package io.coolnode.logging;

import java.io.OutputStream;
import java.time.Instant;

/**
 * A standard stream of a worker: writes records of what is printed.
 */
final class PrintedBytes extends OutputStream {

	private static final int MAX_CHUNK = 16 * 1024;

	private final RingWriter writer;

	private final byte type;

	PrintedBytes(RingWriter writer, byte type) {
		this.writer = writer;
		this.type = type;
	}

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		Instant now = Instant.now();
		String thread = Thread.currentThread().getName();
		for (int done = 0; done < length; done += MAX_CHUNK) {
			int count = Math.min(MAX_CHUNK, length - done);
			RecordWriter chunk = new RecordWriter(Byte.MAX_VALUE).putByte(this.type)
				.putLong(now.getEpochSecond())
				.putInt(now.getNano())
				.putText(thread)
				.putInt(count)
				.putBytes(bytes, offset + done, count);
			this.writer.write(chunk.bytes(), chunk.length());
		}
	}

}
