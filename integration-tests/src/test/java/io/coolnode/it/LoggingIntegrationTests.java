package io.coolnode.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.HttpAnswer;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What workers log comes out of the master's appenders, all of it, whatever ends the
 * workers.
 */
class LoggingIntegrationTests {

	private static final int LINES = Endurance.choose(25_000, 250_000);

	private static final Pattern NUMBERED = Pattern
		.compile("\\S+Z  INFO \\d+ --- \\[([A-C])\\] \\[numbers\\] " + "io\\.coolnode\\.it\\.app\\.LogController {9}: "
				+ "numbered (\\w-\\d+) (\\d+) of the lines that have to come out whole, to the last word");

	private static final String CONFIGURATION = """
			<configuration>
				<include resource="org/springframework/boot/logging/logback/defaults.xml"/>
				<include resource="org/springframework/boot/logging/logback/console-appender.xml"/>
				<springProperty name="dir" source="test.directory"/>
				<appender name="ALL" class="ch.qos.logback.core.FileAppender">
					<append>false</append>
					<file>${dir}/all.log</file>
					<encoder>
						<pattern>%X{code}/%X{pid} %X{tenant} %level %logger %thread %marker %kvp %msg%n%ex{full}</pattern>
					</encoder>
				</appender>
				<appender name="SERIOUS" class="ch.qos.logback.core.FileAppender">
					<file>${dir}/serious.log</file>
					<filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>WARN</level></filter>
					<encoder><pattern>%level %msg %C.%M%n%nopex</pattern></encoder>
				</appender>
				<appender name="SHOP" class="ch.qos.logback.core.FileAppender">
					<file>${dir}/shop.log</file>
					<encoder><pattern>%level %msg%n%nopex</pattern></encoder>
				</appender>
				<logger name="shop" level="DEBUG" additivity="false"><appender-ref ref="SHOP"/></logger>
				<root level="INFO">
					<appender-ref ref="CONSOLE"/>
					<appender-ref ref="ALL"/>
					<appender-ref ref="SERIOUS"/>
				</root>
			</configuration>
			""";

	@RegisterExtension
	final Apps apps = new Apps();

	@Test
	void linesWhenAWorkerIsKilledComeOutWholeAndInOrder() throws IOException {
		Path directory = this.apps.directory();
		Path progress = Files.createDirectory(directory.resolve("progress"));
		Path file = directory.resolve("numbered.log");
		RunningApp app = this.apps
			.start(App.test()
				.workers(3)
				.with("test.farewell", true)
				.with("logging.file.name", file)
				.with("logging.logback.rollingpolicy.max-file-size", "5MB")
				.with("logging.logback.rollingpolicy.file-name-pattern", "${LOG_FILE}.%d{yyyy-MM-dd}.%i"))
			.awaitReady();
		Map<String, WorkerRef> workers = app.workers();
		workers.keySet()
			.forEach((code) -> app.post(code, "/log/numbered?count=" + LINES + "&progress=" + progress, ""));
		WorkerRef killed = workers.get("C");
		Path half = progress.resolve("C-" + killed.id());
		app.await("half of the lines", () -> Files.exists(half) && read(half) > LINES / 2);
		Processes.signal("KILL", killed.pid());
		for (String code : List.of("A", "B")) {
			Path counter = progress.resolve(code + "-" + workers.get(code).id());
			app.await("all lines of " + code, () -> read(counter) == LINES);
		}
		assertThat(app.stop()).isEqualTo(143);
		Map<String, Long> found = numbers(rolled(file));
		assertThat(found).hasSize(3);
		found.forEach((worker, last) -> {
			long returned = read(progress.resolve(worker));
			assertThat(last).as(worker).isBetween(returned, worker.startsWith("C") ? returned + 1 : returned);
		});
		assertThat(rolled(file)).hasSizeGreaterThan(1);
		List<String> others = others(rolled(file));
		assertThat(others).noneMatch((line) -> line.contains("log records"));
		for (String code : List.of("A", "B", "master")) {
			assertThat(others).filteredOn((line) -> line.endsWith("Farewell of " + code)).hasSize(1);
		}
		assertThat(others).filteredOn((line) -> line.endsWith("Printed farewell of A")).hasSize(1);
		app.assertNothingLeft();
	}

	private static List<String> others(List<Path> files) throws IOException {
		List<String> result = new ArrayList<>();
		for (Path file : files) {
			try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
				lines.filter((line) -> !line.contains("numbered")).forEach(result::add);
			}
		}
		return result;
	}

	private static long read(Path counter) {
		try {
			byte[] bytes = Files.readAllBytes(counter);
			return (bytes.length == Long.BYTES) ? ByteBuffer.wrap(bytes).getLong() : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> rolled(Path file) throws IOException {
		List<Path> result = new ArrayList<>();
		String name = file.getFileName().toString();
		try (Stream<Path> files = Files.list(file.getParent())) {
			files.filter((each) -> each.getFileName().toString().startsWith(name + ".")).forEach(result::add);
		}
		result.sort((one, two) -> Integer.compare(index(one), index(two)));
		result.add(file);
		return result;
	}

	private static int index(Path rolled) {
		String name = rolled.getFileName().toString();
		return Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
	}

	/**
	 * Read the numbers of all workers, each of which has to be one more than the one
	 * before.
	 * @param files the files, oldest first
	 * @return the last number of each worker
	 */
	private static Map<String, Long> numbers(List<Path> files) throws IOException {
		Map<String, Long> last = new TreeMap<>();
		for (Path file : files) {
			try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
				lines.filter((line) -> line.contains("numbered")).forEach((line) -> {
					Matcher matcher = NUMBERED.matcher(line);
					assertThat(matcher.matches()).as(line).isTrue();
					assertThat(matcher.group(2)).startsWith(matcher.group(1) + "-");
					long number = Long.parseLong(matcher.group(3));
					assertThat(number).as(line).isEqualTo(last.getOrDefault(matcher.group(2), 0L) + 1);
					last.put(matcher.group(2), number);
				});
			}
		}
		return last;
	}

	@Test
	void configurationOfTheUsersWhenWorkersLogIsInForceInTheMasterAlone() throws IOException {
		Path directory = this.apps.directory();
		Path configuration = Files.writeString(directory.resolve("logback-spring.xml"), CONFIGURATION);
		RunningApp app = this.apps
			.start(App.test()
				.workers(2)
				.with("logging.config", configuration)
				.with("test.directory", directory)
				.with("logging.level.com.example", "TRACE")
				.with("server.tomcat.accesslog.enabled", true)
				.with("server.tomcat.accesslog.rotate", false)
				.with("server.tomcat.accesslog.directory", directory)
				.with("test.main-throws", "B"))
			.awaitReady();
		WorkerRef a = app.worker("A");
		app.post("A", "/log/event?name=com.example.Orders&text=sold", "");
		app.post("A", "/log/levels?name=com.example.Any&text=levels", "");
		app.post("B", "/log/levels?name=shop.Cart&text=cart", "");
		Path all = directory.resolve("all.log");
		String origin = "A/" + a.pid();
		awaitLines(app, all, origin + " blue WARN com.example.Orders event-thread AUDIT order=\"42\" sold of A and 7",
				"java.lang.IllegalStateException: it broke", "Caused by: java.io.IOException: the cause");
		assertThat(Files.readAllLines(all)).filteredOn((line) -> line.endsWith(" levels")).hasSize(5);
		assertThat(Files.readString(all)).doesNotContain("cart").contains("\n/  INFO io.coolnode.cluster.");
		awaitLines(app, directory.resolve("shop.log"), "DEBUG cart", "INFO cart", "WARN cart", "ERROR cart");
		awaitLines(app, directory.resolve("serious.log"), "WARN levels io.coolnode.it.app.LogController.levels",
				"ERROR levels io.coolnode.it.app.LogController" + ".levels");
		assertThat(Files.readString(directory.resolve("serious.log"))).doesNotContain("INFO");
		assertThat(app.log().text()).contains("sold of A and 7").doesNotContain("cart");
		app.awaitLog("\\[ {5}B\\].* stderr .* Exception in thread \"main\" .*The main method of B was told to throw");
		Path access = directory.resolve("access_log.log");
		app.get("B", "/who");
		awaitLines(app, access, "127.0.0.1 - - ", "\"POST /log/levels?name=shop.Cart&text=cart HTTP/1.1\" 200 - B",
				"\"GET /who HTTP/1.1\" 200 ");
		for (WorkerRef worker : app.processes()) {
			assertThat(Processes.openFiles(worker.pid())).noneMatch((open) -> isOf(directory, open));
		}
		assertThat(Processes.openFiles(app.pid())).contains(all, directory.resolve("shop.log"), access);
	}

	private static boolean isOf(Path directory, Path file) {
		return file.startsWith(directory) && file.toString().endsWith(".log");
	}

	private static void awaitLines(RunningApp app, Path file, String... parts) {
		for (String part : parts) {
			app.await("'" + part + "' in " + file, () -> Files.exists(file) && Files.readString(file).contains(part));
		}
	}

	@Test
	void lastWordsWhenAWorkerEndsAreLogged() throws IOException {
		Path spoiled = this.apps.directory().resolve("spoiled");
		RunningApp app = this.apps
			.start(App.test()
				.workers(1)
				.jvm("-Xmx64m", "-XX:+UseSerialGC")
				.with("test.fail-while", spoiled)
				.with("test.fail.A", "error"))
			.awaitReady();
		app.post("A", "/print?stream=native&text=of-native-code", "");
		app.awaitLog("\\[ {5}A\\].* stdout +: of-native-code");
		WorkerRef killed = app.worker("A");
		endBy(app, "/log/last?text=the-very-last");
		app.awaitReplacement(killed);
		assertThat(app.log().lines("\\[ {5}A\\].*LogController +: the-very-last")).hasSize(1);
		assertThat(app.log().lines("\\[ {5}A\\].* stdout +: printed the-very-last")).hasSize(1);
		WorkerRef full = app.worker("A");
		endBy(app, "/log/memory");
		app.awaitLog("\\[ {5}A\\].* stdout +: Terminating due to java.lang.OutOfMemoryError");
		app.awaitReplacement(full);
		Files.createFile(spoiled);
		endBy(app, "/crash");
		app.awaitLog("\\[ {5}A\\].* stdout +: # A fatal error has been detected by the Java Runtime Environment");
		app.awaitLog("\\[ {5}A\\].* stdout +: # .*SIGSEGV");
		app.awaitLog("\\[ {5}A\\].* ERROR?.*Application run failed|ERROR \\d+ --- \\[ {5}A\\].*Application run failed");
		app.awaitLog("Caused by: java.lang.IllegalStateException: This worker was told to fail");
	}

	private static void endBy(RunningApp app, String path) {
		try {
			app.post("A", path, "");
		}
		catch (RuntimeException ex) {
			assertThat(ex.getClass().getSimpleName()).isEqualTo("ExchangeException");
		}
	}

	@Test
	void outputWhenLogsAreNotSharedIsPrefixedAndItIsSaid() throws IOException {
		Path directory = this.apps.directory();
		RunningApp app = this.apps
			.start(App.test()
				.workers(2)
				.with("cool.logging.enabled", false)
				.with("cool.logging.access-log", "workers")
				.with("server.tomcat.accesslog.enabled", true)
				.with("server.tomcat.accesslog.rotate", false)
				.with("server.tomcat.accesslog.buffered", false)
				.with("server.tomcat.accesslog.directory", directory))
			.awaitReady();
		assertThat(app.log()
			.lines("What workers print appears here line by line after their codes.* "
					+ "cool.logging.enabled is false"))
			.hasSize(1);
		app.post("A", "/log/event?name=com.example.Orders&text=sold", "");
		app.awaitLog("(?m)^A \\| \\S+Z  WARN \\d+ --- .* com.example.Orders +: sold of A and 7$");
		app.awaitLog("(?m)^A \\| java.lang.IllegalStateException: it broke$");
		app.post("B", "/print?stream=native&text=of-native-code", "");
		app.awaitLog("(?m)^B \\| of-native-code$");
		app.post("B", "/print?stream=err&text=of-java", "");
		app.awaitLog("(?m)^B \\| of-java$");
		awaitLines(app, directory.resolve("access_log.A.log"), "POST /log/event");
		awaitLines(app, directory.resolve("access_log.B.log"), "POST /print?stream=err");
		assertThat(Files.readString(directory.resolve("access_log.A.log")))
			.doesNotContain("text=of-java HTTP/1.1\" 200");
	}

	static List<Boolean> shared() {
		return List.of(true, false).subList(0, Endurance.choose(1, 2));
	}

	@ParameterizedTest
	@MethodSource("shared")
	void levelWhenChangedInOneWorkerHoldsInAllAndInTheNextOnes(boolean shared) {
		RunningApp app = this.apps
			.start(App.extracted("test.ports")
				.workers(2)
				.with("cool.logging.enabled", shared)
				.with("management.endpoints.access.default", "unrestricted")
				.with("management.endpoints.web.exposure.include", "loggers"))
			.awaitReady();
		assertThat(setLevelOfWeb(app, "A", "DEBUG").status()).isEqualTo(204);
		String request = (shared ? "DEBUG \\d+ --- \\[ {5}%s\\]" : "^%s \\| .* DEBUG ")
				+ ".* o\\.s\\.web\\.servlet\\.DispatcherServlet +: GET \"/echo\\?text=%s\"";
		for (String code : List.of("A", "B")) {
			app.await("the level in " + code, () -> {
				app.get(code, "/echo?text=" + code);
				return !app.log().lines(request.formatted(code, code)).isEmpty();
			});
		}
		app.await("the level of the group in B",
				() -> app.get("B", "/actuator/loggers/web").text().contains("\"configuredLevel\":\"DEBUG\""));
		WorkerRef killed = app.worker("B");
		Processes.signal("KILL", killed.pid());
		app.awaitReplacement(killed);
		app.get("B", "/echo?text=again");
		app.await("the level in the replacement", () -> !app.log().lines(request.formatted("B", "again")).isEmpty());
		assertThat(setLevelOfWeb(app, "B", "INFO").status()).isEqualTo(204);
		app.await("the level in A",
				() -> app.get("A", "/actuator/loggers/org.springframework.web")
					.text()
					.contains("\"configuredLevel\":\"INFO\""));
	}

	private static HttpAnswer setLevelOfWeb(RunningApp app, String code, String level) {
		String json = "{\"configuredLevel\":\"" + level + "\"}";
		return app.send(code, HttpConnection.post("/actuator/loggers/web", json.getBytes())
			.header("Content-Type", "application/json"));
	}

}
