package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Places that cannot be filled again, and a port that is used again.
 */
class SupervisionIntegrationTests {

	@RegisterExtension
	final Apps apps = new Apps();

	@Test
	void placesWhoseWorkersFailToBootAreGivenUpAndTheMasterEndsWithTheLast(@TempDir Path folder) throws IOException {
		Path spoiled = folder.resolve("spoiled");
		RunningApp app = this.apps
			.start(App.test()
				.workers(2)
				.with("cool.server.restart.max-failures", 1)
				.with("test.fail-while", spoiled)
				.with("test.fail.A", "error")
				.with("test.fail.B", "halt"))
			.awaitReady();
		WorkerRef a = app.worker("A");
		Files.createFile(spoiled);
		Processes.signal("KILL", app.worker("B").pid());
		app.awaitLog("Worker B \\(id 3, pid \\d+\\) did not become ready.* exit status 4");
		app.awaitLog("The next start of worker B comes in 1000 ms");
		app.awaitLog("Worker B is given up: more than 1 boot failures");
		assertThat(app.get("/who").text()).startsWith("A " + a.id() + " ");
		assertThat(app.get("/cluster").text()).contains(" GIVEN_UP ");
		Processes.signal("KILL", a.pid());
		app.awaitLog("Worker A is given up: more than 1 boot failures");
		app.awaitLog("No worker is left; the master ends");
		assertThat(app.awaitExit()).isOne();
		app.assertNothingLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "inherit", "reuse-port" })
	void secondStartOnThePortOfAClusterSaysWhyItEndsAndHarmsNothing(String sharing) throws IOException {
		RunningApp first = this.apps
			.start(App.test().workers(1).named("first").with("cool.server.port-sharing", sharing))
			.awaitReady();
		List<WorkerRef> workers = first.processes();
		List<Path> files = files(first);
		LoadReport report;
		try (Load.Running load = Load.on(first)
			.clients(2, Load.Kind.FRESH_GET)
			.clients(2, Load.Kind.KEPT_POST)
			.start()) {
			RunningApp second = this.apps.start(App.test()
				.workers(1)
				.named("second")
				.jvm("-Djava.io.tmpdir=" + first.temporaryFiles())
				.with("server.port", first.port())
				.with("cool.server.port-sharing", sharing));
			assertThat(second.awaitExit()).isOne();
			assertThat(second.log().lines("Port " + first.port() + " was already in use")).hasSize(1);
			load.awaitAnswers(100);
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
		assertThat(first.processes()).isEqualTo(workers);
		assertThat(files(first)).isEqualTo(files);
	}

	private static List<Path> files(RunningApp app) throws IOException {
		try (Stream<Path> files = Files.walk(app.temporaryFiles())) {
			return files.sorted().toList();
		}
	}

	@Test
	void portWhenItsClusterHasJustStoppedUnderLoadIsServedByTheNext() {
		RunningApp first = this.apps.start(App.test().workers(1).named("first")).awaitReady();
		int port = first.port();
		try (Load.Running load = Load.on(first)
			.clients(4, Load.Kind.FRESH_GET)
			.clients(4, Load.Kind.KEPT_GET)
			.start()) {
			load.awaitAnswers(500);
			assertThat(first.stop()).isEqualTo(143);
		}
		RunningApp next = this.apps.start(App.test().workers(1).with("server.port", port).named("next")).awaitReady();
		assertThat(next.port()).isEqualTo(port);
		assertThat(next.get("/who").status()).isEqualTo(200);
	}

}
