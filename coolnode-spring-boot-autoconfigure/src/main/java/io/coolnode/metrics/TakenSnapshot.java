package io.coolnode.metrics;

/**
 * A snapshot as it travels.
 *
 * @param number which of all that a process has taken it is
 * @param bytes what {@link SnapshotCodec} has written
 */
record TakenSnapshot(long number, byte[] bytes) {

	static final TakenSnapshot NONE = new TakenSnapshot(0, new byte[0]);

}
