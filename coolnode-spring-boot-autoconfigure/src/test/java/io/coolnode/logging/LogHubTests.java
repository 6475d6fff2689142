package io.coolnode.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.DuplicateMessageFilter;
import ch.qos.logback.classic.turbo.MDCFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogHub} and {@link WorkerStream}, with a worker in the same process.
 */
class LogHubTests {

	private static final LogSettings SETTINGS = new LogSettings(1024 * 1024, Duration.ofMillis(100));

	@TempDir
	private Path directory;

	private final LoggerContext context = new LoggerContext();

	private final ListAppender<ILoggingEvent> appended = new ListAppender<>();

	private final RecordingAccess access = new RecordingAccess();

	private LogHub hub;

	private WorkerStream stream;

	private RingWriter writer;

	@BeforeEach
	void open() throws IOException {
		this.context.setMDCAdapter(MDC.getMDCAdapter());
		this.context.getLogger("ROOT").setLevel(Level.WARN);
		this.context.getLogger("ROOT").addAppender(this.appended);
		this.appended.start();
		start(new LogbackLogging(this.context));
	}

	private void start(MasterLogging logging) throws IOException {
		this.hub = new LogHub(SETTINGS, logging, new LogFiles(List.of(this.directory)), this.access);
		this.stream = this.hub.open("A", 1);
		this.stream.started(4711);
		this.writer = attach(this.stream);
	}

	private static RingWriter attach(WorkerStream stream) throws IOException {
		LogBuffer buffer = LogBuffer.open(Path.of(stream.environment().get(WorkerLog.VARIABLE)));
		Briefing briefing = Briefing.decode(buffer.briefing());
		return new RingWriter(buffer, briefing.blockTimeout(), System::nanoTime, (nanos) -> Thread.onSpinWait());
	}

	@AfterEach
	void close() {
		this.stream.end();
		this.hub.close();
	}

	private void log(String message) {
		log("com.example.Some", message);
	}

	private void log(String name, String message) {
		LoggerContext worker = new LoggerContext();
		worker.setMDCAdapter(MDC.getMDCAdapter());
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				RecordWriter record = new EventEncoder(100_000).encode(event, false);
				LogHubTests.this.writer.write(record.bytes(), record.length());
			}

		};
		appender.setContext(worker);
		appender.start();
		Logger logger = worker.getLogger(name);
		logger.addAppender(appender);
		logger.info(message);
	}

	private List<String> messages() {
		return List.copyOf(this.appended.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private void awaitMessages(String... messages) {
		Awaitility.await().untilAsserted(() -> assertThat(messages()).containsExactly(messages));
	}

	@Test
	void eventWhenLoggedIsAppendedWhateverTheLevelHere() {
		log("hello");
		awaitMessages("hello");
		assertThat(this.appended.list.get(0).getMDCPropertyMap()).isEqualTo(Map.of("code", "A", "pid", "4711"));
	}

	@Test
	void linesWhenPrintedAreAppendedWhateverTheLevelHere() {
		new PrintStream(new PrintedBytes(this.writer, RecordType.OUT), true).println("printed");
		awaitMessages("printed");
		new PrintStream(new PrintedBytes(this.writer, RecordType.ERR), true).println("failed");
		awaitMessages("printed", "failed");
		this.stream.line(false, "of the JVM");
		awaitMessages("printed", "failed", "of the JVM");
		assertThat(this.appended.list).extracting(ILoggingEvent::getLoggerName)
			.containsExactly("stdout", "stderr", "stdout");
		assertThat(this.appended.list).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.INFO, Level.WARN, Level.INFO);
		assertThat(this.appended.list.get(0).getThreadName()).isEqualTo(Thread.currentThread().getName());
		this.context.getLogger("stdout").setLevel(Level.OFF);
		this.stream.line(false, "nobody wants this");
		this.stream.line(true, "but this");
		awaitMessages("printed", "failed", "of the JVM", "but this");
	}

	@Test
	void eventWhenATurboFilterDeniesItIsNotAppended() {
		MDCFilter filter = new MDCFilter();
		filter.setMDCKey("code");
		filter.setValue("A");
		filter.setOnMatch("DENY");
		filter.start();
		DuplicateMessageFilter duplicates = new DuplicateMessageFilter();
		duplicates.setAllowedRepetitions(0);
		duplicates.start();
		this.context.addTurboFilter(duplicates);
		log("once");
		log("once");
		log("another");
		awaitMessages("once", "another");
		this.context.addTurboFilter(filter);
		log("of A");
		this.stream.end().join();
		awaitMessages("once", "another");
	}

	@Test
	void accessLinesWhenWrittenComeOutInOrder() {
		AccessLines lines = new AccessLines(this.writer, 8000);
		lines.write("file", "GET /one");
		lines.write("file", "GET /" + "x".repeat(2000));
		this.stream.end().join();
		this.hub.close();
		assertThat(this.access.lines).hasSize(2).first().isEqualTo("file GET /one");
		assertThat(this.access.lines.get(1)).hasSizeLessThan(1100).endsWith("more characters are cut)");
		assertThat(this.access.closed).isTrue();
		assertThat(messages()).isEmpty();
	}

	@Test
	void endWhenWorkerIsGoneCompletesAfterAllThatItHasLogged() {
		log("one");
		new PrintStream(new PrintedBytes(this.writer, RecordType.OUT), true).print("without end");
		this.stream.line(true, "last");
		CompletableFuture<Void> end = this.stream.end();
		end.join();
		assertThat(messages()).containsExactlyInAnyOrder("one", "without end", "last");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void endWhenNobodyWaitsAnyLongerStillComesAfterAll() {
		for (int i = 0; i < 2000; i++) {
			log("line " + i);
		}
		CompletableFuture<Void> end = this.stream.end();
		end.complete(null);
		this.hub.close();
		assertThat(messages()).hasSize(2000).last().isEqualTo("line 1999");
	}

	@Test
	void endWhenWorkerWasNeverStartedLeavesNoFile() throws IOException {
		WorkerStream other = this.hub.open("B", 2);
		assertThat(this.directory).isNotEmptyDirectory();
		other.end().join();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void wakeWhenDrainSleepsComesFromTheWorker() {
		RecordingLink link = new RecordingLink(1);
		this.hub.onOpen(link);
		this.writer.setBell(() -> this.hub.onControl(link, LogWords.WAKE));
		assertThat(this.hub.onControl(link, LogWords.WAKE)).isTrue();
		for (int i = 0; i < 5; i++) {
			log("message");
			int count = i + 1;
			Awaitility.await().untilAsserted(() -> assertThat(messages()).hasSize(count));
			Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> true);
		}
	}

	@Test
	void missingWhenAppenderBlocksIsCountedAndSaid() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AppenderBase<ILoggingEvent> blocking = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				blocked.countDown();
				try {
					release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}

		};
		blocking.setContext(this.context);
		blocking.start();
		this.context.getLogger("com.example").addAppender(blocking);
		log("first");
		assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
		int written = 0;
		byte[] record = printed("x".repeat(1000) + "\n");
		while (this.writer.write(record, record.length)) {
			written++;
		}
		this.writer.write(record, record.length);
		assertThat(written).isGreaterThan(500);
		ListAppender<ILoggingEvent> said = new ListAppender<>();
		said.start();
		Logger own = (Logger) LoggerFactory.getLogger(LogbackSink.class);
		own.addAppender(said);
		release.countDown();
		int expected = written + 1;
		Awaitility.await().untilAsserted(() -> assertThat(messages()).hasSize(expected));
		Awaitility.await()
			.untilAsserted(() -> assertThat(List.copyOf(said.list)).singleElement()
				.extracting(ILoggingEvent::getFormattedMessage)
				.asString()
				.startsWith("Worker A (id 1) has lost 2 log records: its buffer was full"));
		own.detachAppender(said);
	}

	private static byte[] printed(String text) {
		return new RecordWriter(100).putByte(RecordType.OUT)
			.putLong(1)
			.putInt(0)
			.putText("main")
			.putInt(text.length())
			.putBytes(text.getBytes(), 0, text.length())
			.toByteArray();
	}

	@Test
	void eventWhenAppenderThrowsHarmsNoOther() {
		AppenderBase<ILoggingEvent> throwing = new AppenderBase<>() {

			@Override
			public synchronized void doAppend(ILoggingEvent event) {
				throw new IllegalStateException("no");
			}

			@Override
			protected void append(ILoggingEvent event) {
			}

		};
		this.context.getLogger("com.example.Some").addAppender(throwing);
		log("fails");
		this.context.getLogger("com.example.Some").detachAppender(throwing);
		log("works");
		Awaitility.await().untilAsserted(() -> assertThat(messages()).last().isEqualTo("works"));
	}

	@Test
	void ownEventWhenAppenderBlocksOrThrowsDoesNotReachTheCaller() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AppenderBase<ILoggingEvent> obstinate = new AppenderBase<>() {

			@Override
			public synchronized void doAppend(ILoggingEvent event) {
				called.countDown();
				try {
					release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw new IllegalStateException("no");
			}

			@Override
			protected void append(ILoggingEvent event) {
			}

		};
		Logger own = this.context.getLogger("io.coolnode.cluster.Some");
		own.addAppender(obstinate);
		own.warn("blocked {}", 1);
		assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
		own.info("not of this level");
		this.context.reset();
		this.context.getLogger("ROOT").addAppender(this.appended);
		this.appended.start();
		own.warn("blocked {}", 2);
		assertThat(messages()).isEmpty();
		release.countDown();
		awaitMessages("blocked 2");
		assertThat(this.appended.list.get(0).getThreadName()).isEqualTo(Thread.currentThread().getName());
		Thread worker = new Thread(() -> log("io.coolnode.cluster.Some", "of a worker"), "of-a-worker");
		worker.start();
		awaitMessages("blocked 2", "of a worker");
		assertThat(this.appended.list.get(1).getThreadName()).isEqualTo("of-a-worker");
		this.stream.end();
		this.hub.close();
		own.warn("after the end");
		assertThat(messages()).last().isEqualTo("after the end");
	}

	@Test
	void levelsWhenChangedAreToldToAllWorkersAndTheNextOnes() throws IOException {
		RecordingLink first = new RecordingLink(1);
		this.hub.onOpen(first);
		WorkerStream other = this.hub.open("B", 2);
		RecordingLink second = new RecordingLink(2);
		this.hub.onOpen(second);
		first.sent().clear();
		second.sent().clear();
		Control change = LogWords.levels(Map.of("com.example", "TRACE"));
		assertThat(this.hub.onControl(first, change)).isTrue();
		assertThat(first.sent()).containsExactly(change);
		assertThat(second.sent()).containsExactly(change);
		assertThat(this.context.getLogger("com.example").getLevel()).isEqualTo(Level.TRACE);
		WorkerStream next = this.hub.open("A", 3);
		Briefing briefing = Briefing
			.decode(LogBuffer.open(Path.of(next.environment().get(WorkerLog.VARIABLE))).briefing());
		assertThat(briefing.changed()).isEqualTo(Map.of("com.example", "TRACE"));
		assertThat(briefing.configured()).containsEntry("ROOT", "WARN");
		RecordingLink third = new RecordingLink(3);
		this.hub.onOpen(third);
		assertThat(third.sent()).containsExactly(change);
		other.end();
		next.end();
	}

	@Test
	void controlWhenOfOthersIsNotTaken() {
		assertThat(this.hub.onControl(new RecordingLink(1), Control.of("coolnode.other"))).isFalse();
	}

	@Test
	void levelsWhenNotLogbackAreSharedThroughTheLoggingSystem() throws IOException {
		Map<String, LogLevel> set = new HashMap<>();
		LoggingSystem system = new LoggingSystem() {

			@Override
			public void beforeInitialize() {
			}

			@Override
			public void setLogLevel(String name, LogLevel level) {
				set.put(name, level);
			}

		};
		close();
		start(new PrintingLogging(System.out, System.err, system));
		RecordingLink link = new RecordingLink(1);
		this.hub.onOpen(link);
		link.sent().clear();
		Control change = LogWords.levels(Map.of("com.example", "TRACE"));
		this.hub.onControl(link, change);
		this.hub.onControl(link, LogWords.levels(Map.of("ROOT", "")));
		assertThat(set).isEqualTo(Map.of("com.example", LogLevel.TRACE));
		assertThat(link.sent()).startsWith(change);
		assertThat(this.hub.jvmOptions()).singleElement()
			.asString()
			.endsWith("LoggingSystem=" + SharingLoggingSystem.class.getName());
		WorkerStream next = this.hub.open("A", 2);
		Briefing briefing = Briefing
			.decode(LogBuffer.open(Path.of(next.environment().get(WorkerLog.VARIABLE))).briefing());
		assertThat(briefing.changed()).containsEntry("com.example", "TRACE");
		next.end();
	}

	@Test
	void loggingSystemWhenItSharesLevelsIsThatOfTheApplication() {
		String before = System.getProperty(LoggingSystem.SYSTEM_PROPERTY);
		try {
			LoggingSystem sharing = new SharingLoggingSystem(getClass().getClassLoader());
			sharing.setLogLevel("com.example.shared", LogLevel.TRACE);
			assertThat(((Logger) LoggerFactory.getLogger("com.example.shared")).getLevel()).isEqualTo(Level.TRACE);
			assertThat(sharing.getLoggerConfiguration("com.example.shared").getEffectiveLevel())
				.isEqualTo(LogLevel.TRACE);
			assertThat(sharing.getSupportedLogLevels()).contains(LogLevel.OFF);
			sharing.setLogLevel("com.example.shared", null);
		}
		finally {
			if (before != null) {
				System.setProperty(LoggingSystem.SYSTEM_PROPERTY, before);
			}
		}
	}

	@Test
	void linesWhenNotLogbackArePrintedWithTheCode() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		close();
		start(new PrintingLogging(new PrintStream(out, true), new PrintStream(err, true), null));
		new PrintStream(new PrintedBytes(this.writer, RecordType.OUT), true).println("printed");
		this.stream.line(true, "failed");
		this.stream.end().join();
		assertThat(out).hasToString("A | printed" + System.lineSeparator());
		assertThat(err).hasToString("A | failed" + System.lineSeparator());
		assertThat(this.hub.jvmOptions()).isEmpty();
	}

	/**
	 * Keeps lines of access logs.
	 */
	private static final class RecordingAccess implements AccessSink {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		// volatile: set by whoever closes the hub
		private volatile boolean closed;

		@Override
		public void line(String file, String line) {
			this.lines.add(file + " " + line);
		}

		@Override
		public void tick() {
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
