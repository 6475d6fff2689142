package io.coolnode.channel;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;

/**
 * Writes the values of one message after another, always with the same generator: to make
 * one takes longer than to write a small value. Belongs to one thread at a time, and is
 * to be forgotten when a value could not be written.
 */
final class JsonValueWriter {

	/**
	 * More is not kept for the next message.
	 */
	private static final int MAX_KEPT = 16 * 1024;

	private final EncodedValues out = new EncodedValues();

	private final JsonGenerator generator;

	/**
	 * Create a writer.
	 * @param writer configures the generator
	 */
	JsonValueWriter(ObjectWriter writer) {
		this.generator = writer.createGenerator(this.out);
	}

	/**
	 * Write a value as JSON.
	 * @param typed knows its type
	 * @param value the value
	 */
	void writeJson(ObjectWriter typed, @Nullable Object value) {
		this.out.begin(DataCodec.JSON);
		typed.writeValue(this.generator, value);
		this.generator.flush();
		this.out.end();
	}

	void writeBytes(byte[] value) {
		this.out.begin(DataCodec.BYTES);
		this.out.write(value, 0, value.length);
		this.out.end();
	}

	/**
	 * End a message.
	 * @return its values
	 */
	byte[] end() {
		return this.out.toByteArray();
	}

	/**
	 * Begin another message, if that is possible.
	 * @return whether it is
	 */
	boolean restart() {
		boolean possible = this.out.size() <= MAX_KEPT && !this.generator.isClosed();
		this.out.reset();
		return possible;
	}

}
