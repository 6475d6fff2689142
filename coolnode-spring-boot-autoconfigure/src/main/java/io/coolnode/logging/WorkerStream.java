package io.coolnode.logging;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one worker logs and prints, at the master's end. It is read by the thread of
 * {@link LogDrain} alone; the other methods may be called by any thread.
 */
public final class WorkerStream implements Origin {

	private static final Log logger = LogFactory.getLog(WorkerStream.class);

	private static final int MAX_RECORDS = 256;

	private static final long BATCH_BYTES = 16 * 1024;

	/**
	 * How long to count what is missing before it is said again.
	 */
	private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

	private final long id;

	private final LogBuffer buffer;

	private final RingReader ring;

	private final CapturedLines captured;

	private final RecordSink sink;

	private final AccessSink access;

	private final Runnable wake;

	private final LongAdder lost;

	private final LineAssembler out;

	private final LineAssembler err;

	private final CompletableFuture<Void> finished = new CompletableFuture<>();

	// confined to the drain's thread
	private long reportedRecords;

	// confined to the drain's thread
	private long reportedLines;

	// confined to the drain's thread
	private long reportedNanos = System.nanoTime() - REPORT_NANOS;

	// volatile: set again when a spare gets its code, read by the drain
	private volatile String code;

	// volatile: set when the process exists and when a spare gets its code, read by the
	// drain
	private volatile Map<String, String> mdc;

	// volatile: set once by the connection's thread, read by the drain
	private volatile boolean wakes;

	// volatile: set by any appender's thread, read by the drain
	private volatile boolean callersWanted;

	// volatile: set once when the process has ended, read by the drain
	private volatile boolean ended;

	WorkerStream(String code, long id, LogBuffer buffer, Duration blockTimeout, RecordSink sink, AccessSink access,
			Runnable wake, LongAdder lost) {
		this.code = code;
		this.id = id;
		this.buffer = buffer;
		this.ring = new RingReader(buffer);
		this.captured = new CapturedLines(blockTimeout);
		this.sink = sink;
		this.access = access;
		this.wake = wake;
		this.lost = lost;
		this.mdc = Collections.singletonMap("code", code);
		this.out = new LineAssembler(false, (line) -> sink.line(this, line));
		this.err = new LineAssembler(true, (line) -> sink.line(this, line));
	}

	/**
	 * Return what the worker has to know.
	 * @return environment variables
	 */
	public Map<String, String> environment() {
		return Map.of(WorkerLog.VARIABLE, this.buffer.path().toString());
	}

	/**
	 * Take notice of the worker's process.
	 * @param pid its pid
	 */
	public void started(long pid) {
		identify(this.code, Long.toString(pid));
	}

	/**
	 * Take notice of the code that the process, a spare, is about to get.
	 * @param code the code
	 */
	public void promote(String code) {
		this.code = code;
		identify(code, this.mdc.get("pid"));
	}

	private void identify(String code, @Nullable String pid) {
		Map<String, String> identity = new LinkedHashMap<>();
		identity.put("code", code);
		if (pid != null) {
			identity.put("pid", pid);
		}
		this.mdc = Collections.unmodifiableMap(identity);
	}

	/**
	 * Take a line that came out of the process itself.
	 * @param error whether it was printed to the standard error
	 * @param line the line
	 */
	public void line(boolean error, String line) {
		this.captured.add(error, line);
		this.wake.run();
	}

	/**
	 * Take notice of the end of the process.
	 * @return completed when all that it has logged and printed has come out; to complete
	 * it earlier ends nothing but the waiting
	 */
	public CompletableFuture<Void> end() {
		this.ended = true;
		this.wake.run();
		return this.finished.copy();
	}

	@Override
	public String code() {
		return this.code;
	}

	@Override
	public Map<String, String> mdc() {
		return this.mdc;
	}

	@Override
	public void callersWanted() {
		this.callersWanted = true;
	}

	/**
	 * Take notice that the worker can wake this process.
	 */
	void canWake() {
		this.wakes = true;
	}

	boolean isAbleToWake() {
		return this.wakes;
	}

	/**
	 * Let the worker wake this process at its next record, or no more.
	 * @param asleep whether this process sleeps
	 */
	void setAsleep(boolean asleep) {
		this.buffer.announce(LogBuffer.ASLEEP, asleep ? 1 : 0);
	}

	/**
	 * Call something at the end.
	 * @param action what to call
	 */
	void onFinish(Runnable action) {
		this.finished.thenRun(action);
	}

	boolean isFinished() {
		return this.finished.isDone();
	}

	boolean isEmpty() {
		return this.ring.pending() == 0 && this.captured.isEmpty() && !this.ended;
	}

	/**
	 * Hand on some of what has come.
	 * @return whether there was anything
	 */
	boolean drain() {
		boolean last = this.ended;
		if (this.callersWanted) {
			this.buffer.set(LogBuffer.CALLERS, 1);
		}
		boolean any = drainRing() | drainLines();
		if (System.nanoTime() - this.reportedNanos >= REPORT_NANOS) {
			reportMissing();
		}
		if (last && !any) {
			reportMissing();
			finish();
			return true;
		}
		return any;
	}

	private boolean drainRing() {
		boolean batch = this.ring.pending() >= BATCH_BYTES;
		if (batch) {
			this.sink.beginBatch();
		}
		try {
			return this.ring.read(MAX_RECORDS, this::take) > 0;
		}
		catch (CorruptLogBufferException ex) {
			logger.error("The log records of worker " + this + " are damaged; some are lost", ex);
			this.ring.skipAll();
			return true;
		}
		finally {
			if (batch) {
				this.sink.endBatch();
			}
		}
	}

	private void take(byte[] record) {
		RecordReader reader = new RecordReader(record);
		try {
			switch (reader.getByte()) {
				case RecordType.EVENT -> this.sink.event(this, reader);
				case RecordType.OUT -> this.out.take(reader);
				case RecordType.ERR -> this.err.take(reader);
				case RecordType.ACCESS -> this.access.line(reader.getRequiredText(), reader.getRequiredText());
				default -> logger.warn("A log record of worker " + this + " is of an unknown type");
			}
		}
		catch (RuntimeException ex) {
			logger.error("A log record of worker " + this + " cannot be read", ex);
		}
	}

	private boolean drainLines() {
		int count = 0;
		PrintedLine line = this.captured.poll();
		while (line != null) {
			this.sink.line(this, line);
			line = (++count < MAX_RECORDS) ? this.captured.poll() : null;
		}
		return count > 0;
	}

	private void reportMissing() {
		long records = this.buffer.get(LogBuffer.DROPPED);
		if (records > this.reportedRecords) {
			this.reportedNanos = System.nanoTime();
			this.sink.missing(this, (records - this.reportedRecords)
					+ " log records: its buffer was full for too long (cool.logging.buffer-size and .block-timeout)");
			this.lost.add(records - this.reportedRecords);
			this.reportedRecords = records;
		}
		long lines = this.captured.dropped();
		if (lines > this.reportedLines) {
			this.reportedNanos = System.nanoTime();
			this.sink.missing(this, (lines - this.reportedLines) + " lines of its output: they could not be logged");
			this.lost.add(lines - this.reportedLines);
			this.reportedLines = lines;
		}
	}

	private void finish() {
		this.out.finish();
		this.err.finish();
		try {
			this.buffer.close();
		}
		catch (IOException ex) {
			logger.warn("The log buffer of worker " + this + " could not be removed", ex);
		}
		this.finished.complete(null);
	}

	@Override
	public String toString() {
		return this.code + " (id " + this.id + ")";
	}

}
