package io.coolnode.logging;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.ClassUtils;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkExtension;

/**
 * The master's end of the logs of all workers.
 */
public final class LogHub implements LinkExtension, AutoCloseable {

	private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

	/**
	 * How long to wait at the end while an appender blocks.
	 */
	private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

	private static final int CLOSE_LIMIT = 6;

	private final LogSettings settings;

	private final MasterLogging logging;

	private final LogFiles files;

	private final AccessSink access;

	private final LogDrain drain;

	private final LongAdder lost = new LongAdder();

	private final Map<Long, WorkerStream> streams = new ConcurrentHashMap<>();

	private final Map<Long, Link> links = new ConcurrentHashMap<>();

	LogHub(LogSettings settings, MasterLogging logging, LogFiles files, AccessSink access) {
		this.settings = settings;
		this.logging = logging;
		this.files = files;
		this.access = access;
		this.drain = new LogDrain(this::tick);
		logging.onLevelChange(this::tellLevels);
		files.deleteLeftovers((pid) -> ProcessHandle.of(pid).isPresent());
		this.drain.start();
		logging.start(this.drain::wake);
	}

	/**
	 * Let what workers log come out of the appenders that Logback has in this process.
	 * @param settings the limits
	 * @param access where lines of access logs come out
	 * @return the hub
	 */
	public static LogHub logback(LogSettings settings, AccessSink access) {
		return new LogHub(settings, new LogbackLogging(LoggerFactory.getILoggerFactory()), LogFiles.inMemory(), access);
	}

	/**
	 * Tell whether what workers log can come out of Logback's appenders.
	 * @param loggingSystem the logging system of this process
	 * @return whether it is Logback's
	 */
	public static boolean isLogback(@Nullable LoggingSystem loggingSystem) {
		return ClassUtils.isPresent(LOGBACK, LogHub.class.getClassLoader())
				&& LogbackLogging.isUsed(loggingSystem, LoggerFactory.getILoggerFactory());
	}

	/**
	 * Print what workers print, each line with the code of its worker before it.
	 * @param settings the limits
	 * @param out where to print what was printed to the standard output
	 * @param err where to print what was printed to the standard error
	 * @param loggingSystem the logging system of this process, if it has one
	 * @param access where lines of access logs come out
	 * @return the hub
	 */
	public static LogHub printing(LogSettings settings, PrintStream out, PrintStream err,
			@Nullable LoggingSystem loggingSystem, AccessSink access) {
		return new LogHub(settings, new PrintingLogging(out, err, loggingSystem), LogFiles.inMemory(), access);
	}

	private boolean tick() {
		this.access.tick();
		return this.logging.sink().tick();
	}

	/**
	 * Return how many log records and printed lines of workers were lost so far.
	 * @return the number
	 */
	public long lost() {
		return this.lost.sum();
	}

	/**
	 * Return what every worker needs.
	 * @return options of the JVM
	 */
	public List<String> jvmOptions() {
		return this.logging.jvmOptions();
	}

	/**
	 * Prepare for a worker that is about to be started.
	 * @param code the code of its place
	 * @param id its worker id
	 * @return its stream
	 * @throws IOException if there is no room for its buffer
	 */
	public WorkerStream open(String code, long id) throws IOException {
		byte[] briefing = this.logging.briefing(this.settings.blockTimeout()).encode();
		LogBuffer buffer = this.files.create(id, this.settings.bufferSize(), briefing);
		WorkerStream stream = new WorkerStream(code, id, buffer, this.settings.blockTimeout(), this.logging.sink(),
				this.access, this.drain::wake, this.lost);
		if (this.logging.isCallerShown()) {
			stream.callersWanted();
		}
		this.streams.put(id, stream);
		stream.onFinish(() -> {
			this.streams.remove(id);
			this.links.remove(id);
		});
		this.drain.add(stream);
		return stream;
	}

	@Override
	public void onOpen(Link link) {
		if (this.streams.containsKey(link.workerId())) {
			this.links.put(link.workerId(), link);
			link.send(LogWords.levels(this.logging.changedLevels()));
		}
	}

	@Override
	public boolean onControl(Link link, Control control) {
		if (control.name().equals(LogWords.WAKE.name())) {
			WorkerStream stream = this.streams.get(link.workerId());
			if (stream != null) {
				stream.canWake();
			}
			this.drain.wake();
			return true;
		}
		if (control.name().equals(LogWords.LEVELS)) {
			LogWords.readLevels(control, this.logging::changeLevel);
			return true;
		}
		return false;
	}

	private void tellLevels(Map<String, String> levels) {
		Control control = LogWords.levels(levels);
		this.links.values().forEach((link) -> link.send(control));
	}

	/**
	 * Wait until what the workers have logged has come out: at most a minute, or 10
	 * seconds while nothing does. To be called when they have ended.
	 */
	@Override
	public void close() {
		boolean ended = this.drain.close(CLOSE_PATIENCE, CLOSE_LIMIT);
		this.logging.close();
		if (ended) {
			this.logging.sink().tick();
			this.access.close();
		}
	}

}
