package io.coolnode.logging;

import org.jspecify.annotations.Nullable;

/**
 * A worker's way to the access log that its master writes. What holds for all that a
 * worker logs holds for these lines too.
 */
public final class AccessLines {

	/**
	 * The part of a record that a line may have, since a character may take three bytes
	 * and the file has its description.
	 */
	private static final int SHARE = 8;

	private final RingWriter writer;

	private final int maxText;

	AccessLines(RingWriter writer, int maxLength) {
		this.writer = writer;
		this.maxText = maxLength / SHARE;
	}

	/**
	 * Return the way of this process.
	 * @return the way, or {@code null} if there is none to a master
	 */
	public static @Nullable AccessLines current() {
		WorkerLog log = WorkerLog.current();
		return (log != null) ? new AccessLines(log.writer(), log.maxLength()) : null;
	}

	/**
	 * Send a line.
	 * @param file describes the file that it belongs to
	 * @param line the line, without its end
	 */
	public void write(String file, String line) {
		RecordWriter entry = new RecordWriter(this.maxText).putByte(RecordType.ACCESS).putText(file).putText(line);
		this.writer.write(entry.bytes(), entry.length());
	}

}
