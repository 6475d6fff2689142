package io.coolnode.logging;

/**
 * What a record is, in its first byte.
 */
final class RecordType {

	/**
	 * An event of Logback's.
	 */
	static final byte EVENT = 1;

	/**
	 * Bytes that were printed to the standard output.
	 */
	static final byte OUT = 2;

	/**
	 * Bytes that were printed to the standard error.
	 */
	static final byte ERR = 3;

	/**
	 * A line of the access log.
	 */
	static final byte ACCESS = 4;

	private RecordType() {
	}

}
