package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Load;
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
