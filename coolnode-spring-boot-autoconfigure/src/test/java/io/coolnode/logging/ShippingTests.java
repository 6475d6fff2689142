package io.coolnode.logging;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventEncoder} and {@link EventDecoder}: what comes out of the master's
 * appenders is what would have come out of the worker's.
 */
class ShippingTests {

	private static final int MAX_LENGTH = 1024 * 1024;

	private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSSSSS} %-5p [%t] %c{60} %marker %kvp{DOUBLE} %m%n%xEx";

	private final LoggerContext worker = new LoggerContext();

	private final LoggerContext master = new LoggerContext();

	private final TestOrigin origin = new TestOrigin("A", 4711);

	private final List<ILoggingEvent> logged = new ArrayList<>();

	private final List<ILoggingEvent> shipped = new ArrayList<>();

	private final EventEncoder encoder = new EventEncoder(MAX_LENGTH);

	private final EventDecoder decoder = new EventDecoder(this.master);

	private Logger logger;

	private boolean callers;

	@BeforeEach
	void prepare() {
		this.worker.setPackagingDataEnabled(true);
		this.worker.setMDCAdapter(MDC.getMDCAdapter());
		this.logger = this.worker.getLogger("com.example.Some");
		this.logger.setLevel(Level.TRACE);
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				RecordWriter record = ShippingTests.this.encoder.encode(event, ShippingTests.this.callers);
				ShippingTests.this.logged.add(event);
				RecordReader reader = new RecordReader(record.toByteArray());
				assertThat(reader.getByte()).isEqualTo(RecordType.EVENT);
				EventDecoder.Decoded decoded = ShippingTests.this.decoder.decode(reader, ShippingTests.this.origin);
				assertThat(decoded.logger()).isSameAs(ShippingTests.this.master.getLogger(event.getLoggerName()));
				ShippingTests.this.shipped.add(decoded.event());
			}

		};
		appender.setContext(this.worker);
		appender.start();
		this.worker.getLogger("ROOT").addAppender(appender);
	}

	private ILoggingEvent ship(Consumer<Logger> action) {
		int before = this.shipped.size();
		action.accept(this.logger);
		assertThat(this.shipped).as("%s", this.worker.getStatusManager().getCopyOfStatusList()).hasSize(before + 1);
		return this.shipped.get(this.shipped.size() - 1);
	}

	private void assertSame(String pattern) {
		for (int i = 0; i < this.logged.size(); i++) {
			assertThat(layOut(this.master, pattern, this.shipped.get(i)))
				.isEqualTo(layOut(this.worker, pattern, this.logged.get(i)));
		}
	}

	private static String layOut(LoggerContext context, String pattern, ILoggingEvent event) {
		PatternLayout layout = new PatternLayout();
		layout.setContext(context);
		layout.setPattern(pattern);
		layout.start();
		return layout.doLayout(event);
	}

	private static Exception nested() {
		Exception cause = new IllegalStateException("the cause", new IOException());
		Exception exception = new IllegalArgumentException("with\ntwo lines", cause);
		exception.addSuppressed(new UnsupportedOperationException("suppressed", new RuntimeException("its cause")));
		return exception;
	}

	@Test
	void eventWhenPlainReadsTheSame() {
		ship((logger) -> logger.info("hello"));
		ship((logger) -> logger.warn("größer, \uD83D\uDE00 {} {} {}", 1, "zwei", 3.5f));
		ship((logger) -> logger.debug("arrays {} {}", new int[] { 1, 2 }, new Object[] { "a", List.of(1) }));
		ship((logger) -> logger.trace(null));
		ship((logger) -> logger.error("{} {}", "too few"));
		assertSame(PATTERN);
		assertThat(this.shipped).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.INFO, Level.WARN, Level.DEBUG, Level.TRACE, Level.ERROR);
	}

	@Test
	void eventWhenItHasEverythingReadsTheSame() {
		Marker marker = new BasicMarkerFactory().getMarker("OUTER");
		marker.add(new BasicMarkerFactory().getMarker("INNER"));
		ship((logger) -> logger.atInfo()
			.addMarker(marker)
			.addKeyValue("text", "value")
			.addKeyValue("number", 42)
			.addKeyValue("nothing", (Object) null)
			.setCause(nested())
			.log("all of {}", "it"));
		assertSame(PATTERN);
		assertThat(this.shipped.get(0).getMarkerList()).containsExactly(marker);
		assertThat(this.shipped.get(0).getMarkerList().get(0).contains("INNER")).isTrue();
	}

	@Test
	void argumentsWhenAskedForAreSimpleValues() {
		Object object = new Object();
		ILoggingEvent event = ship(
				(logger) -> logger.info("{} {} {} {} {}", 1, 2L, true, new BigDecimal("1.50"), object));
		assertThat(event.getMessage()).isEqualTo("{} {} {} {} {}");
		assertThat(event.getArgumentArray()).containsExactly(1, 2L, true, new BigDecimal("1.50"), object.toString());
		assertThat(event.getFormattedMessage()).isEqualTo("1 2 true 1.50 " + object);
	}

	@Test
	void argumentWhenItsTextIsExpensiveIsAskedOnce() {
		AtomicInteger asked = new AtomicInteger();
		ship((logger) -> logger.info("{}", new Object() {

			@Override
			public String toString() {
				asked.incrementAndGet();
				return "text";
			}

		}));
		assertThat(asked).hasValue(1);
		assertThat(this.shipped.get(0).getFormattedMessage()).isEqualTo("text");
	}

	@Test
	void argumentWhenItsTextFailsIsSaidToFail() {
		ship((logger) -> logger.info("{}", new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException();
			}

		}));
		assertThat(this.shipped.get(0).getFormattedMessage()).isEqualTo("[FAILED toString()]");
	}

	@Test
	void pairsWhenTheyHaveStructureKeepIt() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("list", Arrays.asList(1, null, "x"));
		map.put("flag", false);
		ILoggingEvent event = ship((logger) -> logger.atInfo()
			.addKeyValue("map", map)
			.addKeyValue("array", new String[] { "a", "b" })
			.addKeyValue("level", Level.INFO)
			.log());
		assertThat(event.getKeyValuePairs().get(0).value).isEqualTo(map);
		assertThat(event.getKeyValuePairs().get(1).value).isEqualTo(new Object[] { "a", "b" });
		assertThat(event.getKeyValuePairs().get(2).value).isEqualTo("INFO");
	}

	@Test
	void contextWhenThereIsOneIsShippedWithCodeAndPid() {
		assertThat(ship((logger) -> logger.info("x")).getMDCPropertyMap())
			.containsExactlyInAnyOrderEntriesOf(Map.of("code", "A", "pid", "4711"));
		try (MDC.MDCCloseable user = MDC.putCloseable("user", "ann");
				MDC.MDCCloseable code = MDC.putCloseable("code", "?")) {
			assertThat(ship((logger) -> logger.info("x")).getMDCPropertyMap())
				.containsExactlyInAnyOrderEntriesOf(Map.of("user", "ann", "code", "A", "pid", "4711"));
		}
	}

	@Test
	void throwableWhenCyclicReadsTheSame() {
		Exception first = new IllegalStateException("first");
		Exception second = new IllegalStateException("second", first);
		first.initCause(second);
		Exception outer = new IllegalStateException("outer", first);
		outer.addSuppressed(first);
		ship((logger) -> logger.error("cyclic", outer));
		assertSame(PATTERN);
	}

	@Test
	void throwableWhenItHasATextOfItsOwnReadsTheSame() {
		ship((logger) -> logger.error("own", new RuntimeException("message") {

			@Override
			public String toString() {
				return "a text of its own";
			}

		}));
		assertSame("%m%n%ex");
		assertSame("%m%n%rEx");
		assertSame("%m%n%xEx");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash", "gelf" })
	void structuredLogWhenEventWasShippedIsTheSame(String format) {
		ship((logger) -> logger.atWarn().addKeyValue("n", Map.of("a", List.of(1, 2))).log("plain"));
		ship((logger) -> logger.error("failed", nested()));
		MockEnvironment environment = new MockEnvironment();
		assertThat(encode(format, environment, this.shipped)).isEqualTo(encode(format, environment, this.logged));
		environment.setProperty("logging.structured.json.stacktrace.root", "first");
		environment.setProperty("logging.structured.json.stacktrace.include-common-frames", "true");
		assertThat(encode(format, environment, this.shipped)).isEqualTo(encode(format, environment, this.logged));
	}

	private static List<String> encode(String format, Environment environment, List<ILoggingEvent> events) {
		LoggerContext context = new LoggerContext();
		context.putObject(Environment.class.getName(), environment);
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(context);
		encoder.setFormat(format);
		encoder.start();
		return events.stream()
			.map((event) -> new String(encoder.encode(event))
				.replaceAll("(,\"_?code\":\"A\"|,\"_?pid\":\"4711\"|\"labels\":\\{[^}]*\\},?)", ""))
			.toList();
	}

	@Test
	void callersWhenWantedAreShown() {
		assertThat(ship((logger) -> logger.info("first")).getCallerData()).isEmpty();
		assertThat(this.origin.callersWanted).isTrue();
		this.callers = true;
		ship((logger) -> logger.info("second"));
		assertThat(layOut(this.master, "%C{0}.%M", this.shipped.get(1))).startsWith("ShippingTests.lambda$callers");
		this.logged.remove(0);
		this.shipped.remove(0);
		assertSame("%C %M %L %F %caller{2}");
	}

	@Test
	void eventWhenTooLongIsCutAndSaysSo() {
		String text = "x".repeat(2 * MAX_LENGTH);
		ILoggingEvent event = ship((logger) -> logger.info("{} {} {}", text, text, text));
		assertThat(event.getFormattedMessage()).startsWith("xxxx").endsWith("more characters are cut)");
		Exception deep = new Exception("0");
		for (int i = 0; i < 500; i++) {
			deep = new Exception("cause " + i + text.substring(0, 5000), deep);
		}
		Exception deepest = deep;
		event = ship((logger) -> logger.error("deep", deepest));
		assertThat(event.getFormattedMessage()).isEqualTo("deep");
		assertThat(event.getThrowableProxy().getMessage()).startsWith("cause 499");
		assertThat(event.getThrowableProxy().getCause().getMessage()).startsWith("cause 498");
	}

	/**
	 * A worker.
	 */
	static final class TestOrigin implements Origin {

		private final String code;

		private final Map<String, String> mdc;

		private boolean callersWanted;

		TestOrigin(String code, long pid) {
			this.code = code;
			this.mdc = Map.of("code", code, "pid", Long.toString(pid));
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

	}

}
