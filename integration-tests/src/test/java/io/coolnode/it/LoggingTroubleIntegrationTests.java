package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers keep serving, and the master keeps watching them, whatever becomes of the log.
 */
class LoggingTroubleIntegrationTests {

	private static final Duration BLOCK_TIMEOUT = Duration.ofMillis(400);

	/**
	 * Five times what a logging call may wait.
	 */
	private static final long MAX_MILLIS = 5 * BLOCK_TIMEOUT.toMillis();

	private static final Duration STOPPED = Duration.ofSeconds(Endurance.choose(1, 20));

	private static final int CLIENTS = 2;

	/**
	 * How many workers are killed, each of which takes one request of each client along.
	 */
	private static final int KILLED = 2;

	private static final String FLOOD = "/log/flood?perSecond=200000&seconds=1";

	private static final String MISSING = "Worker A \\(id \\d+\\) has lost \\d+ log records";

	private static final String CONFIGURATION = """
			<configuration>
				<include resource="org/springframework/boot/logging/logback/defaults.xml"/>
				<include resource="org/springframework/boot/logging/logback/console-appender.xml"/>
				<springProperty name="dir" source="test.directory"/>
				<appender name="FULL" class="ch.qos.logback.core.FileAppender">
					<file>/dev/full</file>
					<encoder><pattern>%m%n</pattern></encoder>
				</appender>
				<appender name="OBSTINATE" class="io.coolnode.it.app.ObstinateAppender">
					<blockWhile>${dir}/block</blockWhile>
					<throwWhile>${dir}/throw</throwWhile>
				</appender>
				<logger name="io.coolnode.it.app.LogController" additivity="false" level="INFO">
					<appender-ref ref="FULL"/>
				</logger>
				<root level="INFO">
					<appender-ref ref="CONSOLE"/>
					<appender-ref ref="FULL"/>
					<appender-ref ref="OBSTINATE"/>
				</root>
			</configuration>
			""";

	@RegisterExtension
	final Apps apps = new Apps();

	@Test
	void workersWhenTheLogIsStuckKeepServing() throws IOException {
		Path directory = this.apps.directory();
		Path configuration = Files.writeString(directory.resolve("logback-spring.xml"), CONFIGURATION);
		RunningApp app = this.apps
			.start(App.test()
				.workers(2)
				.with("cool.logging.buffer-size", "64KB")
				.with("cool.logging.block-timeout", BLOCK_TIMEOUT.toMillis() + "ms")
				.with("logging.config", configuration)
				.with("test.directory", directory))
			.awaitReady();
		try (Load.Running load = Load.on(app)
			.clients(CLIENTS, Load.Kind.KEPT_GET)
			.pause(Duration.ofMillis(5))
			.start()) {
			blockAppender(app, load, directory.resolve("block"));
			stopMaster(app, load);
			throwInAppender(app, load, directory.resolve("throw"));
			load.awaitAnswers(50);
			assertThat(load.stop().failures()).hasSizeLessThanOrEqualTo(CLIENTS * KILLED);
		}
	}

	private static void blockAppender(RunningApp app, Load.Running load, Path block) throws IOException {
		Files.createFile(block);
		app.post("A", "/print?stream=out&text=blocks", "");
		app.post("A", FLOOD, "");
		assertServing(app, load);
		WorkerRef worker = app.worker("B");
		Processes.signal("KILL", worker.pid());
		app.await("a replacement that serves", () -> {
			WorkerRef now = app.get("/who").worker();
			return now.code().equals("B") && now.id() > worker.id();
		});
		Files.delete(block);
		app.awaitLog(MISSING);
	}

	private static void stopMaster(RunningApp app, Load.Running load) {
		int said = app.log().lines(MISSING).size();
		app.signal("STOP");
		app.await("a stopped master", () -> Processes.state(app.pid()).equals("T"));
		app.post("A", FLOOD + "&print=true", "");
		Awaitility.await().atMost(STOPPED.multipliedBy(5)).pollDelay(STOPPED).until(() -> true);
		assertServing(app, load);
		app.signal("CONT");
		app.await("what is missing", () -> app.log().lines(MISSING).size() > said);
	}

	private static void throwInAppender(RunningApp app, Load.Running load, Path toThrow) throws IOException {
		Files.createFile(toThrow);
		app.post("A", "/print?stream=out&text=throws", "");
		app.awaitLog("An appender throws: \\d+ log records");
		WorkerRef worker = app.worker("A");
		Processes.signal("KILL", worker.pid());
		app.awaitReplacement(worker);
		assertServing(app, load);
		Files.delete(toThrow);
	}

	private static void assertServing(RunningApp app, Load.Running load) {
		for (int i = 0; i < 3; i++) {
			assertThat(Long.parseLong(app.post("A", "/log/timed?text=timed", "").text())).isLessThan(MAX_MILLIS);
		}
		load.awaitAnswers(50);
	}

}
