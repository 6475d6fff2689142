package io.coolnode.channel;

import java.io.ByteArrayOutputStream;

/**
 * Gathers the values of a message, each with its header, without copying any of them.
 */
final class EncodedValues extends ByteArrayOutputStream {

	private static final int INITIAL_SIZE = 128;

	private int start;

	EncodedValues() {
		super(INITIAL_SIZE);
	}

	/**
	 * Begin a value. Its content is what is written until its end.
	 * @param kind its kind
	 */
	void begin(byte kind) {
		byte[] header = new byte[1 + Integer.BYTES];
		header[0] = kind;
		write(header, 0, header.length);
		this.start = this.count;
	}

	/**
	 * End a value: now its length is known.
	 */
	void end() {
		int length = this.count - this.start;
		for (int i = 1; i <= Integer.BYTES; i++) {
			this.buf[this.start - i] = (byte) length;
			length >>>= Byte.SIZE;
		}
	}

}
