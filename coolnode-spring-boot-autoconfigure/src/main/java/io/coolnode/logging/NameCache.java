package io.coolnode.logging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a name in a record, without making a text of it each time. Names
 * that share a slot displace each other. Belongs to one thread.
 *
 * @param <T> what belongs to a name
 */
final class NameCache<T> {

	private static final int SIZE = 1024;

	private final byte[][] names = new byte[SIZE][];

	private final @Nullable Object[] values = new Object[SIZE];

	private final Function<String, T> factory;

	NameCache(Function<String, T> factory) {
		this.factory = factory;
	}

	@SuppressWarnings("unchecked")
	T read(RecordReader reader) {
		int length = Math.max(0, reader.getInt());
		byte[] bytes = reader.bytes();
		int from = reader.position();
		reader.skip(length);
		int slot = slot(bytes, from, from + length);
		byte[] name = this.names[slot];
		Object value = this.values[slot];
		if (name != null && value != null && Arrays.equals(name, 0, name.length, bytes, from, from + length)) {
			return (T) value;
		}
		T created = this.factory.apply(new String(bytes, from, length, StandardCharsets.UTF_8));
		this.names[slot] = Arrays.copyOfRange(bytes, from, from + length);
		this.values[slot] = created;
		return created;
	}

	private static int slot(byte[] bytes, int from, int to) {
		int hash = 0;
		for (int i = from; i < to; i++) {
			hash = 31 * hash + bytes[i];
		}
		return (hash ^ (hash >>> 10)) & (SIZE - 1);
	}

}
