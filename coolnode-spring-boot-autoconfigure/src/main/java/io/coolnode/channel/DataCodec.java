package io.coolnode.channel;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
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

	private static final byte JSON = 1;

	private static final byte BYTES = 2;

	private static final int HEADER = 1 + Integer.BYTES;

	private static final byte[] NOTHING = new byte[0];

	private final JsonMapper mapper;

	private final ObjectWriter writer;

	private final ClassValue<ObjectWriter> writers = new ClassValue<>() {

		@Override
		protected ObjectWriter computeValue(Class<?> type) {
			return DataCodec.this.writer.forType(type);
		}

	};

	private final ClassValue<ObjectReader> readers = new ClassValue<>() {

		@Override
		protected ObjectReader computeValue(Class<?> type) {
			return DataCodec.this.mapper.readerFor(type);
		}

	};

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
		EncodedValues out = new EncodedValues();
		try (JsonGenerator json = this.writer.createGenerator(out)) {
			for (int i = 0; i < values.length; i++) {
				if (values[i] instanceof byte[] bytes) {
					out.begin(BYTES);
					out.write(bytes, 0, bytes.length);
				}
				else {
					out.begin(JSON);
					writeJson(json, event, i, values[i]);
				}
				out.end();
			}
		}
		return out.toByteArray();
	}

	private void writeJson(JsonGenerator json, String event, int index, @Nullable Object value) {
		ObjectWriter typed = (value != null) ? this.writers.get(value.getClass()) : this.writer;
		try {
			typed.writeValue(json, value);
			json.flush();
		}
		catch (JacksonException ex) {
			String type = (value != null) ? value.getClass().getName() : "null";
			throw new IllegalArgumentException("Value " + index + " of the message '" + event + "' (" + type
					+ ") cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
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
			return reader(type).readValue(value.array(), value.arrayOffset() + HEADER, length);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"A value cannot be read as " + name(type) + ": " + ex.getOriginalMessage(), ex);
		}
	}

	private ObjectReader reader(Type type) {
		return (type instanceof Class<?> rawClass) ? this.readers.get(rawClass)
				: this.mapper.readerFor(this.mapper.constructType(type));
	}

	private String name(Type type) {
		return this.mapper.constructType(type).toCanonical();
	}

}
