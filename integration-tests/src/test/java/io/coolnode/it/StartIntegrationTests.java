package io.coolnode.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Ports;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that fail, each with one clear message, and the moment in which a start is over.
 */
class StartIntegrationTests {

	private static final Duration WORKER_DELAY = Duration.ofSeconds(3);

	@RegisterExtension
	static final Apps apps = new Apps();

	@Test
	void startWhenPortIsInUseSaysSoInTheWordsOfSpringBoot() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			RunningApp app = apps.start(App.test().workers(2).with("server.port", other.getLocalPort()));
			assertFails(app, "Port " + other.getLocalPort() + " was already in use");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "many", "-1", "1.5" })
	void startWhenWorkersIsNoNumberNamesKeyAndValue(String value) {
		RunningApp app = apps.start(App.test().with("cool.server.workers", value));
		assertFails(app, "Invalid value '" + value + "' for configuration property 'cool\\.server\\.workers'");
	}

	@Test
	void startWhenNativeLibraryCannotLoadNamesTheRemedy() {
		RunningApp app = apps.start(App.test()
			.workers(2)
			.jvm("-Djna.nosys=true", "-Djna.boot.library.path=/nonexistent", "-Djna.nounpack=true"));
		assertFails(app, "-Djna\\.tmpdir=");
	}

	@Test
	void startWhenWorkersFailTellsTheirAnalysisOnce() {
		RunningApp app = apps
			.start(App.test().workers(2).with("test.fail.A", "analysed").with("test.fail.B", "analysed"));
		assertFails(app, "The test application has no luck");
		assertThat(app.log().lines("Ask it for something else")).hasSize(1);
	}

	@Test
	void connectionsWhenNoWorkerIsReadyAreRefused() {
		int port = Ports.free();
		long begun = System.nanoTime();
		RunningApp app = apps.start(App.test()
			.workers(1)
			.with("server.port", port)
			.with("server.address", "127.0.0.1")
			.with("test.delay.A", WORKER_DELAY.toMillis()));
		app.await("the port", () -> HttpConnection.isListening(port));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(WORKER_DELAY);
		assertThat(app.get("/who").status()).isEqualTo(200);
		assertThat(app.port()).isEqualTo(port);
	}

	private static void assertFails(RunningApp app, String regex) {
		assertThat(app.awaitExit()).as("%s", app).isEqualTo(1);
		assertThat(app.log().lines(regex)).as("%s", app).hasSize(1);
		app.assertNothingLeft();
	}

}
