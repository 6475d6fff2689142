package io.coolnode.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.InfoStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Appenders}, {@link GroupFlush} and {@link FailingFiles}.
 */
class AppendersTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	private final LoggerContext context = new LoggerContext();

	private final Logger logger = this.context.getLogger("some");

	private final ListAppender<ILoggingEvent> said = new ListAppender<>();

	AppendersTests() {
		this.context.setMDCAdapter(MDC.getMDCAdapter());
	}

	@AfterEach
	void stop() {
		this.context.stop();
		own().detachAppender(this.said);
	}

	private static Logger own() {
		return (Logger) LoggerFactory.getLogger(FailingFiles.class);
	}

	private PatternLayoutEncoder encoder(String pattern) {
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(this.context);
		encoder.setPattern(pattern);
		encoder.start();
		return encoder;
	}

	private FileAppender<ILoggingEvent> file(Path path) {
		FileAppender<ILoggingEvent> appender = new FileAppender<>();
		appender.setContext(this.context);
		appender.setName(path.toString());
		appender.setFile(path.toString());
		appender.setEncoder(encoder("%m%n"));
		appender.start();
		this.logger.addAppender(appender);
		return appender;
	}

	@Test
	void groupWhenBegunIsFlushedAtItsEnd() throws IOException {
		Path path = this.directory.resolve("log");
		FileAppender<ILoggingEvent> appender = file(path);
		GroupFlush group = new GroupFlush(this.context);
		group.begin();
		this.logger.info("one");
		this.logger.info("two");
		assertThat(Files.readAllLines(path)).isEmpty();
		group.end();
		assertThat(Files.readAllLines(path)).containsExactly("one", "two");
		this.logger.info("three");
		assertThat(Files.readAllLines(path)).hasSize(3);
		assertThat(appender.isImmediateFlush()).isTrue();
	}

	@Test
	void groupWhenAppenderIsNotToFlushLeavesItAlone() {
		Path path = this.directory.resolve("log");
		FileAppender<ILoggingEvent> appender = file(path);
		appender.setImmediateFlush(false);
		GroupFlush group = new GroupFlush(this.context);
		group.begin();
		this.logger.info("one");
		group.end();
		assertThat(path).isEmptyFile();
		assertThat(appender.isImmediateFlush()).isFalse();
	}

	@Test
	void groupWhenContextHasOtherAppendersFindsThemAfterAReset() throws IOException {
		GroupFlush group = new GroupFlush(this.context);
		group.begin();
		group.end();
		Path path = this.directory.resolve("log");
		file(path);
		group.reset();
		group.begin();
		this.logger.info("one");
		assertThat(Files.readAllLines(path)).isEmpty();
		group.end();
		assertThat(Files.readAllLines(path)).hasSize(1);
	}

	@Test
	void groupWhenAnAppenderIsOfAnUnknownKindHoldsNothing() throws IOException {
		Path path = this.directory.resolve("log");
		file(path);
		ListAppender<ILoggingEvent> other = new ListAppender<>();
		other.start();
		this.context.getLogger("other").addAppender(other);
		GroupFlush group = new GroupFlush(this.context);
		group.begin();
		this.logger.info("one");
		assertThat(Files.readAllLines(path)).containsExactly("one");
		group.end();
	}

	@Test
	void callersWhenAPatternShowsThemAreFoundInAnyDepth() {
		OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
		appender.setContext(this.context);
		appender.setOutputStream(new ByteArrayOutputStream());
		AsyncAppender async = new AsyncAppender();
		async.setContext(this.context);
		async.addAppender(appender);
		this.logger.addAppender(async);
		for (String pattern : List.of("%m%n", "%clr(%m){faint}", "%logger %message %level %contextName")) {
			appender.setEncoder(encoder(pattern));
			assertThat(Appenders.showCallers(this.context)).as(pattern).isFalse();
		}
		for (String pattern : List.of("%C", "%-40.40class{36}", "%clr(%M){faint}", "%caller{2}", "%L%n", "%F:%line")) {
			appender.setEncoder(encoder(pattern));
			assertThat(Appenders.showCallers(this.context)).as(pattern).isTrue();
		}
	}

	@Test
	@EnabledIf("hasFullDevice")
	void recordsWhenADiskIsFullAreCountedAndSaid() {
		AtomicLong now = new AtomicLong();
		List<Object> inUse = new ArrayList<>();
		FailingFiles failing = new FailingFiles(inUse::contains, now::get);
		this.context.getStatusManager().add(failing);
		this.said.start();
		own().addAppender(this.said);
		inUse.add(file(Path.of("/dev/full")).getOutputStream());
		for (int i = 0; i < 10; i++) {
			this.logger.info("lost");
			failing.count();
		}
		failing.report();
		assertThat(this.said.list).isEmpty();
		now.addAndGet(LONG.toNanos());
		failing.report();
		assertThat(this.said.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.asString()
			.startsWith("About ")
			.contains("log records of workers are missing (IO failure while writing to file [/dev/full]")
			.contains("No space left on device");
		this.context.getStatusManager()
			.add(new InfoStatus("Recovered from IO failure on file [/dev/full]", inUse.get(0)));
		failing.count();
		now.addAndGet(LONG.toNanos());
		failing.report();
		failing.count();
		now.addAndGet(LONG.toNanos());
		failing.report();
		assertThat(this.said.list).hasSize(1);
	}

	@Test
	@EnabledIf("hasFullDevice")
	void recordsWhenAFileIsGivenUpAreCountedNoMore() {
		AtomicLong now = new AtomicLong();
		FailingFiles failing = new FailingFiles((stream) -> false, now::get);
		this.context.getStatusManager().add(failing);
		this.said.start();
		own().addAppender(this.said);
		file(Path.of("/dev/full"));
		this.logger.info("lost");
		failing.count();
		now.addAndGet(LONG.toNanos());
		failing.report();
		assertThat(this.said.list).hasSize(1);
		now.addAndGet(LONG.toNanos());
		failing.report();
		failing.count();
		now.addAndGet(LONG.toNanos());
		failing.report();
		assertThat(this.said.list).hasSize(1);
	}

	static boolean hasFullDevice() {
		return Files.isWritable(Path.of("/dev/full"));
	}

}
