package io.coolnode.logging;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a record in the order in which they were written.
 */
final class RecordReader {

	private final byte[] bytes;

	private int position;

	RecordReader(byte[] bytes) {
		this(bytes, 0);
	}

	RecordReader(byte[] bytes, int position) {
		this.bytes = bytes;
		this.position = position;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int position() {
		return this.position;
	}

	void skip(int count) {
		this.position += count;
	}

	byte getByte() {
		return this.bytes[this.position++];
	}

	int getInt() {
		int value = (int) RecordWriter.INTS.get(this.bytes, this.position);
		this.position += Integer.BYTES;
		return value;
	}

	long getLong() {
		long value = (long) RecordWriter.LONGS.get(this.bytes, this.position);
		this.position += Long.BYTES;
		return value;
	}

	@Nullable String getText() {
		int length = getInt();
		if (length < 0) {
			return null;
		}
		String text = new String(this.bytes, this.position, length, StandardCharsets.UTF_8);
		this.position += length;
		return text;
	}

	String getRequiredText() {
		String text = getText();
		return (text != null) ? text : "";
	}

}
