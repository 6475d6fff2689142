package io.coolnode.channel;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
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

	private final JsonMapper mapper;

	/**
	 * Create a codec.
	 * @param mapper what writes and reads JSON
	 */
	public DataCodec(JsonMapper mapper) {
		this.mapper = mapper;
	}

	byte[] encode(String event, @Nullable Object[] values) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(64);
		for (int i = 0; i < values.length; i++) {
			Object value = values[i];
			byte kind = (value instanceof byte[]) ? BYTES : JSON;
			byte[] content = (value instanceof byte[] bytes) ? bytes : writeJson(event, i, value);
			byte[] header = ByteBuffer.allocate(HEADER).put(kind).putInt(content.length).array();
			out.write(header, 0, header.length);
			out.write(content, 0, content.length);
		}
		return out.toByteArray();
	}

	private byte[] writeJson(String event, int index, @Nullable Object value) {
		try {
			return this.mapper.writeValueAsBytes(value);
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

	@Nullable Object decode(ByteBuffer value, JavaType type) {
		byte kind = value.get(0);
		byte[] content = new byte[value.limit() - HEADER];
		value.get(HEADER, content);
		if (kind == BYTES) {
			if (!type.hasRawClass(byte[].class) && !type.hasRawClass(Object.class)) {
				throw new IllegalArgumentException("A byte[] cannot be read as " + type.toCanonical());
			}
			return content;
		}
		if (kind != JSON) {
			throw new IllegalArgumentException("A value of the unknown kind " + kind + " cannot be read");
		}
		try {
			return this.mapper.readValue(content, type);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"A value cannot be read as " + type.toCanonical() + ": " + ex.getOriginalMessage(), ex);
		}
	}

	JavaType type(Type type) {
		return this.mapper.getTypeFactory().constructType(type);
	}

}
