package io.coolnode.logging;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Values of any type in records. Texts, numbers, truth values, and collections, maps and
 * arrays of them stay what they are; all others become what their {@code toString()}
 * says.
 */
final class Values {

	private static final int MAX_DEPTH = 8;

	private static final byte NULL = 0;

	private static final byte TEXT = 1;

	private static final byte BOOLEAN = 2;

	private static final byte INTEGER = 3;

	private static final byte LONG = 4;

	private static final byte DOUBLE = 5;

	private static final byte BIG_INTEGER = 6;

	private static final byte BIG_DECIMAL = 7;

	private static final byte LIST = 8;

	private static final byte MAP = 9;

	private static final byte ARRAY = 10;

	private static final byte CHARACTER = 11;

	private Values() {
	}

	/**
	 * Make a value independent of the object it came from.
	 * @param value the value
	 * @return a value of one of the types that a record can hold
	 */
	static @Nullable Object simplify(@Nullable Object value) {
		try {
			return simplify(value, true, 0);
		}
		catch (RuntimeException ex) {
			return toText(value);
		}
	}

	/**
	 * Make an argument of a message independent of the object it came from, so that the
	 * message says the same. Of all objects {@code toString()} is called here, once.
	 * @param argument the argument
	 * @return a value of one of the types that a record can hold
	 */
	static @Nullable Object simplifyArgument(@Nullable Object argument) {
		return simplify(argument, false, 0);
	}

	private static @Nullable Object simplify(@Nullable Object value, boolean collections, int depth) {
		if (value == null || isSimple(value)) {
			return value;
		}
		if (value instanceof Short || value instanceof Byte) {
			return ((Number) value).intValue();
		}
		if (value instanceof Float number) {
			return Double.valueOf(number.toString());
		}
		if (value.getClass().isArray() && depth < MAX_DEPTH) {
			return simplifyArray(value, collections, depth);
		}
		if (collections && depth < MAX_DEPTH) {
			if (value instanceof Collection<?> collection) {
				return simplify(collection, depth);
			}
			if (value instanceof Map<?, ?> map) {
				return simplify(map, depth);
			}
		}
		return toText(value);
	}

	private static boolean isSimple(Object value) {
		return value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Boolean
				|| value instanceof Double || value instanceof Character || value.getClass() == BigDecimal.class
				|| value.getClass() == BigInteger.class;
	}

	private static Object simplify(Collection<?> collection, int depth) {
		List<@Nullable Object> result = new ArrayList<>();
		for (Object element : collection) {
			result.add(simplify(element, true, depth + 1));
		}
		return result;
	}

	private static Object simplify(Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		map.forEach((key, element) -> result.put(toText(key), simplify(element, true, depth + 1)));
		return result;
	}

	private static Object simplifyArray(Object array, boolean collections, int depth) {
		@Nullable Object[] result = new Object[Array.getLength(array)];
		for (int i = 0; i < result.length; i++) {
			result[i] = simplify(Array.get(array, i), collections, depth + 1);
		}
		return result;
	}

	static String toText(@Nullable Object value) {
		try {
			return String.valueOf(value);
		}
		catch (RuntimeException | StackOverflowError ex) {
			return "[FAILED toString()]";
		}
	}

	/**
	 * Write a value that was simplified.
	 * @param writer where to write it
	 * @param value the value
	 */
	static void write(RecordWriter writer, @Nullable Object value) {
		if (value == null) {
			writer.putByte(NULL);
		}
		else if (value instanceof String text) {
			writer.putByte(TEXT).putText(text);
		}
		else if (value instanceof Boolean truth) {
			writer.putByte(BOOLEAN).putByte(truth ? 1 : 0);
		}
		else if (value instanceof Character character) {
			writer.putByte(CHARACTER).putInt(character);
		}
		else if (value instanceof Number number) {
			writeNumber(writer, number);
		}
		else if (value instanceof Collection<?> list) {
			writer.putByte(LIST).putInt(list.size());
			list.forEach((element) -> write(writer, element));
		}
		else if (value instanceof Object[] array) {
			writer.putByte(ARRAY).putInt(array.length);
			for (Object element : array) {
				write(writer, element);
			}
		}
		else if (value instanceof Map<?, ?> map) {
			writer.putByte(MAP).putInt(map.size());
			map.forEach((key, element) -> write(writer.putText((String) key), element));
		}
	}

	private static void writeNumber(RecordWriter writer, Number number) {
		if (number instanceof Integer) {
			writer.putByte(INTEGER).putInt(number.intValue());
		}
		else if (number instanceof Long) {
			writer.putByte(LONG).putLong(number.longValue());
		}
		else if (number instanceof Double) {
			writer.putByte(DOUBLE).putLong(Double.doubleToRawLongBits(number.doubleValue()));
		}
		else {
			writer.putByte((number instanceof BigInteger) ? BIG_INTEGER : BIG_DECIMAL).putText(number.toString());
		}
	}

	static @Nullable Object read(RecordReader reader) {
		byte type = reader.getByte();
		return switch (type) {
			case NULL -> null;
			case TEXT -> reader.getText();
			case BOOLEAN -> reader.getByte() != 0;
			case CHARACTER -> (char) reader.getInt();
			case INTEGER -> reader.getInt();
			case LONG -> reader.getLong();
			case DOUBLE -> Double.longBitsToDouble(reader.getLong());
			case BIG_INTEGER -> new BigInteger(reader.getRequiredText());
			case BIG_DECIMAL -> new BigDecimal(reader.getRequiredText());
			case LIST -> new ArrayList<>(Arrays.asList(readAll(reader)));
			case ARRAY -> readAll(reader);
			case MAP -> readMap(reader);
			default -> throw new IllegalStateException("A value is of the unknown type " + type);
		};
	}

	private static @Nullable Object[] readAll(RecordReader reader) {
		@Nullable Object[] values = new Object[reader.getInt()];
		for (int i = 0; i < values.length; i++) {
			values[i] = read(reader);
		}
		return values;
	}

	private static Map<String, @Nullable Object> readMap(RecordReader reader) {
		int size = reader.getInt();
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < size; i++) {
			map.put(reader.getRequiredText(), read(reader));
		}
		return map;
	}

}
