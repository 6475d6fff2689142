package io.coolnode.channel;

import java.io.InputStream;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one JSON value after another, always with the same parser: to make one takes
 * longer than to read a small value. To the parser they are one document, of which it
 * gets the next value only when it is to be read. Belongs to one thread at a time, and is
 * to be forgotten when a value could not be read.
 */
final class JsonValueReader {

	/**
	 * After how many values there is to be a new parser, since one keeps the names that
	 * it has seen.
	 */
	private static final int MAX_VALUES = 1000;

	/**
	 * After a value of how many bytes there is to be a new parser, since one keeps the
	 * last text.
	 */
	private static final int MAX_KEPT = 16 * 1024;

	private final Source source = new Source();

	private final JsonParser parser;

	private int valuesLeft;

	/**
	 * Create a reader.
	 * @param mapper configures the parser
	 */
	JsonValueReader(JsonMapper mapper) {
		this.parser = mapper.reader().createParser(this.source);
		StreamReadConstraints constraints = mapper.tokenStreamFactory().streamReadConstraints();
		boolean limited = constraints.hasMaxDocumentLength() || constraints.hasMaxTokenCount();
		this.valuesLeft = limited ? 1 : MAX_VALUES;
	}

	/**
	 * Read a value.
	 * @param typed knows its type
	 * @param bytes where it is
	 * @param offset where it begins there
	 * @param length its length
	 * @return the value
	 */
	@Nullable Object read(ObjectReader typed, byte[] bytes, int offset, int length) {
		this.source.next(bytes, offset, length);
		this.valuesLeft = (length <= MAX_KEPT) ? this.valuesLeft - 1 : 0;
		return typed.readValue(this.parser);
	}

	/**
	 * Return whether the parser has read the last value to its end, and nothing more.
	 * @return {@code false} if it stands somewhere else
	 */
	boolean isAtEnd() {
		return this.parser.streamReadContext().inRoot() && this.source.isAtEnd()
				&& this.parser.releaseBuffered(OutputStream.nullOutputStream()) <= Source.SEPARATOR_LENGTH;
	}

	/**
	 * Return whether this reader has read enough.
	 * @return whether there is to be another one for the next value
	 */
	boolean isWornOut() {
		return this.valuesLeft == 0;
	}

	void close() {
		this.parser.close();
	}

	/**
	 * What the parser reads: white space at first, by which it sees that it is UTF-8, and
	 * then values, each with white space after it, so that it knows the end of a number
	 * without looking further.
	 */
	private static final class Source extends InputStream {

		static final int SEPARATOR_LENGTH = 1;

		private static final byte[] NOTHING = new byte[0];

		private byte[] bytes = { ' ', ' ', ' ' };

		private int position;

		private int end = this.bytes.length;

		private boolean separated;

		private boolean exceeded;

		void next(byte[] bytes, int offset, int length) {
			this.bytes = bytes;
			this.position = offset;
			this.end = offset + length;
			this.separated = false;
		}

		boolean isAtEnd() {
			return this.separated && !this.exceeded;
		}

		@Override
		public int read() {
			byte[] single = new byte[1];
			return (read(single, 0, 1) > 0) ? single[0] & 0xff : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			int count = Math.min(length, this.end - this.position);
			System.arraycopy(this.bytes, this.position, target, offset, count);
			this.position += count;
			if (count < length && !this.separated) {
				this.separated = true;
				this.bytes = NOTHING;
				this.position = 0;
				this.end = 0;
				target[offset + count++] = ' ';
			}
			this.exceeded |= count == 0;
			return (count > 0) ? count : -1;
		}

	}

}
