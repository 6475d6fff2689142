package io.coolnode.channel;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the values of a message, and reads them one by one. Each value is a kind (1
 * byte), a length (4 bytes, big-endian) and its content: JSON, or the bytes of a
 * {@code byte[]} as they are.
 */
public final class DataCodec {

	/**
	 * What encodes the values of our own packages, whatever the application configures.
	 */
	static final DataCodec INTERNAL = new DataCodec(new JsonMapper());

	static final byte JSON = 1;

	static final byte BYTES = 2;

	private static final int HEADER = 1 + Integer.BYTES;

	private static final byte[] NOTHING = new byte[0];

	private final JsonMapper mapper;

	private final ObjectWriter writer;

	private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

	private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable JsonValueWriter> spareWriter = new AtomicReference<>();

	private final AtomicReference<@Nullable JsonValueReader> spareReader = new AtomicReference<>();

	/**
	 * Create a codec.
	 * @param mapper what writes and reads JSON
	 */
	public DataCodec(JsonMapper mapper) {
		this.mapper = mapper;
		this.writer = mapper.writer().withRootValueSeparator("");
	}

	byte[] encode(String event, @Nullable Object[] values) {
		if (values.length == 0) {
			return NOTHING;
		}
		JsonValueWriter out = takeWriter();
		for (int i = 0; i < values.length; i++) {
			if (values[i] instanceof byte[] bytes) {
				out.writeBytes(bytes);
			}
			else {
				writeJson(out, event, i, values[i]);
			}
		}
		byte[] data = out.end();
		if (out.restart()) {
			this.spareWriter.set(out);
		}
		return data;
	}

	private JsonValueWriter takeWriter() {
		JsonValueWriter spare = this.spareWriter.getAndSet(null);
		return (spare != null) ? spare : new JsonValueWriter(this.writer);
	}

	private void writeJson(JsonValueWriter out, String event, int index, @Nullable Object value) {
		try {
			out.writeJson((value != null) ? writer(value.getClass()) : this.writer, value);
		}
		catch (JacksonException ex) {
			String type = (value != null) ? value.getClass().getName() : "null";
			throw new IllegalArgumentException("Value " + index + " of the message '" + event + "' (" + type
					+ ") cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private ObjectWriter writer(Class<?> type) {
		ObjectWriter known = this.writers.get(type);
		return (known != null) ? known : this.writers.computeIfAbsent(type, this.writer::forType);
	}

	/**
	 * Find the values in the data of a message, without reading them.
	 * @param data the data
	 * @return the values, each with its header
	 * @throws MalformedEnvelopeException if there is something else
	 */
	List<ByteBuffer> split(ByteBuffer data) {
		List<ByteBuffer> values = new ArrayList<>();
		int position = 0;
		while (position < data.limit()) {
			int length = (data.limit() - position >= HEADER) ? data.getInt(position + 1) : -1;
			if (length < 0 || length > data.limit() - position - HEADER) {
				throw new MalformedEnvelopeException("The data of a message end within a value");
			}
			values.add(data.slice(position, HEADER + length));
			position += HEADER + length;
		}
		return values;
	}

	@Nullable Object decode(ByteBuffer value, Type type) {
		byte kind = value.get(0);
		int length = value.limit() - HEADER;
		if (kind == BYTES) {
			if (type != byte[].class && type != Object.class) {
				throw new IllegalArgumentException("A byte[] cannot be read as " + name(type));
			}
			byte[] content = new byte[length];
			value.get(HEADER, content);
			return content;
		}
		if (kind != JSON) {
			throw new IllegalArgumentException("A value of the unknown kind " + kind + " cannot be read");
		}
		try {
			return readJson(type, value.array(), value.arrayOffset() + HEADER, length);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"A value cannot be read as " + name(type) + ": " + ex.getOriginalMessage(), ex);
		}
	}

	private @Nullable Object readJson(Type type, byte[] bytes, int offset, int length) {
		JsonValueReader spare = this.spareReader.getAndSet(null);
		JsonValueReader in = (spare != null) ? spare : new JsonValueReader(this.mapper);
		Object value = in.read(reader(type), bytes, offset, length);
		boolean atEnd = in.isAtEnd();
		if (atEnd && !in.isWornOut()) {
			this.spareReader.set(in);
		}
		else {
			in.close();
		}
		if (!atEnd && this.mapper.isEnabled(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)) {
			throw new IllegalArgumentException(
					"A value cannot be read as " + name(type) + ": there is more than was read");
		}
		return value;
	}

	private ObjectReader reader(Type type) {
		if (!(type instanceof Class<?> rawClass)) {
			return reader(this.mapper.constructType(type));
		}
		ObjectReader known = this.readers.get(rawClass);
		return (known != null) ? known
				: this.readers.computeIfAbsent(rawClass, (key) -> reader(this.mapper.constructType(key)));
	}

	private ObjectReader reader(JavaType type) {
		return this.mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	private String name(Type type) {
		return this.mapper.constructType(type).toCanonical();
	}

}
