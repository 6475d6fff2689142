package io.coolnode.logging;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Link;

/**
 * A worker's way to its master's log. It stands as soon as the worker logs or prints
 * anything, long before there is a connection: from then on whatever is printed goes that
 * way too, so that a master that does not read stops nobody.
 */
final class WorkerLog {

	/**
	 * Environment variable that names the buffer.
	 */
	static final String VARIABLE = "COOLNODE_LOG_BUFFER";

	private final RingWriter writer;

	private final LogBuffer buffer;

	private final WorkerLevels levels;

	private final boolean packagingData;

	private WorkerLog(LogBuffer buffer) {
		Briefing briefing = Briefing.decode(buffer.briefing());
		this.buffer = buffer;
		this.writer = new RingWriter(buffer, briefing.blockTimeout(), System::nanoTime, LockSupport::parkNanos);
		this.levels = new WorkerLevels(briefing);
		this.packagingData = briefing.packagingData();
	}

	/**
	 * Return the log of this process.
	 * @return the log, or {@code null} if this process is no worker
	 */
	static @Nullable WorkerLog current() {
		return Holder.INSTANCE;
	}

	private static @Nullable WorkerLog attach(@Nullable String path) {
		if (path == null) {
			return null;
		}
		try {
			WorkerLog log = new WorkerLog(LogBuffer.open(Path.of(path)));
			System.setOut(log.printStream(RecordType.OUT));
			System.setErr(log.printStream(RecordType.ERR));
			return log;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			System.err.println("This worker cannot send what it logs to the master: " + ex);
			return null;
		}
	}

	private PrintStream printStream(byte type) {
		return new PrintStream(new PrintedBytes(this.writer, type), true, StandardCharsets.UTF_8);
	}

	/**
	 * Return where records are written.
	 * @return the writer
	 */
	RingWriter writer() {
		return this.writer;
	}

	/**
	 * Return how many bytes a record may have.
	 * @return the limit
	 */
	int maxLength() {
		return RingWriter.maxLength(this.buffer.capacity());
	}

	/**
	 * Return whether the master wants to know from where something was logged.
	 * @return whether to find that out
	 */
	boolean isCallerWanted() {
		return this.buffer.get(LogBuffer.CALLERS) != 0;
	}

	WorkerLevels levels() {
		return this.levels;
	}

	boolean isPackagingDataWanted() {
		return this.packagingData;
	}

	/**
	 * Use a connection to wake the master and to tell of levels.
	 * @param link the connection to the master
	 */
	void connect(Link link) {
		this.writer.setBell(() -> link.send(LogWords.WAKE));
		this.levels.connect(link);
		link.send(LogWords.WAKE);
	}

	/**
	 * Holds the one instance, which is made when it is first asked for.
	 */
	private static final class Holder {

		private static final @Nullable WorkerLog INSTANCE = attach(System.getenv(VARIABLE));

		private Holder() {
		}

	}

}
