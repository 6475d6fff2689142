package io.coolnode.it;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.ExchangeException;
import io.coolnode.it.harness.FailureKind;
import io.coolnode.it.harness.HttpAnswer;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of long requests when their worker drains, while the others are served as
 * if nothing were.
 */
class DrainIntegrationTests {

	private static final int SHORT_SECONDS = Endurance.choose(2, 20);

	private static final int TIMEOUT_SECONDS = Endurance.choose(6, 60);

	private static final String CUT = "1 connections were still open after " + TIMEOUT_SECONDS + "000 ms "
			+ "\\(cool.server.drain-timeout\\); they are cut. In service:\\s+GET /echo for \\d+ ms on http-nio-\\S+"
			+ "\\s+at java\\S*Thread.sleep";

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(App.test().workers(2).with("cool.server.drain-timeout", TIMEOUT_SECONDS + "s")).awaitReady();
	}

	@Test
	void streamOfEventsEndsAtOnceAndAsIfTheApplicationHadEndedIt() {
		WorkerRef worker = app.worker("A");
		LoadReport report;
		try (Load.Running load = load()) {
			CompletableFuture<HttpAnswer> stream = get("A", "/stream");
			app.await("the stream", () -> app.get("A", "/streams").text().equals("1"));
			Processes.signal("TERM", worker.pid());
			assertThat(stream.join().text()).isEqualTo("data:begun\n\n");
			app.awaitReplacement(worker);
			app.awaitGone(worker.pid(), Duration.ofSeconds(30));
			report = load.stop();
		}
		assertThat(app.log().lines("\\[ {5}A\\].*connections were still open")).isEmpty();
		assertThat(report.failures()).as("%s", report).isEmpty();
	}

	@Test
	void requestInsideTheTimeoutIsAnsweredAndALongerOneIsCutAndNamed() {
		WorkerRef worker = app.worker("B");
		LoadReport report;
		try (Load.Running load = load()) {
			CompletableFuture<HttpAnswer> inside = get("B", "/echo?text=done&millis=" + SHORT_SECONDS * 1000);
			CompletableFuture<HttpAnswer> longer = get("B", "/echo?text=never&millis=600000");
			app.await("both requests", () -> app.get("B", "/busy").text().equals("2"));
			Processes.signal("TERM", worker.pid());
			app.awaitLog("Worker B \\(id " + worker.id() + ".* drains");
			Processes.signal("TERM", worker.pid());
			assertThat(inside.join().text()).isEqualTo("done");
			app.awaitReplacement(worker);
			app.awaitGone(worker.pid(), Duration.ofSeconds(TIMEOUT_SECONDS + 30));
			assertThat(failureOf(longer)).isIn(FailureKind.UNANSWERED, FailureKind.RESET);
			report = load.stop();
		}
		app.awaitLog(CUT);
		assertThat(report.failures()).as("%s", report).isEmpty();
	}

	private static Load.Running load() {
		return Load.on(app)
			.clients(1, Load.Kind.FRESH_GET)
			.clients(1, Load.Kind.FRESH_POST)
			.clients(1, Load.Kind.KEPT_GET)
			.clients(1, Load.Kind.KEPT_POST)
			.start();
	}

	private static CompletableFuture<HttpAnswer> get(String code, String path) {
		return CompletableFuture.supplyAsync(() -> app.get(code, path), (task) -> new Thread(task, path).start());
	}

	private static FailureKind failureOf(CompletableFuture<HttpAnswer> answer) {
		try {
			throw new AssertionError("It was answered: " + answer.get());
		}
		catch (ExecutionException ex) {
			return ((ExchangeException) ex.getCause()).kind();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
