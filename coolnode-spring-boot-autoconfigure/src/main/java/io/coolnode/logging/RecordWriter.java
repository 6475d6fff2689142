package io.coolnode.logging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a record into bytes of its own.
 */
final class RecordWriter {

	static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int INITIAL_SIZE = 512;

	private final int maxText;

	private byte[] bytes = new byte[INITIAL_SIZE];

	private int length;

	/**
	 * Create a writer.
	 * @param maxText how many characters of a text are written
	 */
	RecordWriter(int maxText) {
		this.maxText = maxText;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int length() {
		return this.length;
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.length);
	}

	RecordWriter putByte(int value) {
		int position = advance(1);
		this.bytes[position] = (byte) value;
		return this;
	}

	RecordWriter putInt(int value) {
		int position = advance(Integer.BYTES);
		INTS.set(this.bytes, position, value);
		return this;
	}

	RecordWriter putLong(long value) {
		int position = advance(Long.BYTES);
		LONGS.set(this.bytes, position, value);
		return this;
	}

	RecordWriter putBytes(byte[] source, int offset, int count) {
		int position = advance(count);
		System.arraycopy(source, offset, this.bytes, position, count);
		return this;
	}

	RecordWriter putText(@Nullable String text) {
		if (text == null) {
			return putInt(-1);
		}
		byte[] encoded = shorten(text).getBytes(StandardCharsets.UTF_8);
		return putInt(encoded.length).putBytes(encoded, 0, encoded.length);
	}

	private String shorten(String text) {
		if (text.length() <= this.maxText) {
			return text;
		}
		return text.substring(0, this.maxText) + "... (" + (text.length() - this.maxText) + " more characters are cut)";
	}

	/**
	 * Put a number where another one was put.
	 * @param position where it is
	 * @param value the number
	 */
	void replaceInt(int position, int value) {
		INTS.set(this.bytes, position, value);
	}

	private int advance(int count) {
		int position = this.length;
		int needed = Math.addExact(position, count);
		if (needed > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(needed, this.bytes.length * 2));
		}
		this.length = needed;
		return position;
	}

}
