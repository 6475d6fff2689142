package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.ExchangeException;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers that do not die but are of no use any more, and some that only seem so.
 */
class HangIntegrationTests {

	private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(Endurance.choose(4, 30));

	private static final Duration FREEZE = Duration.ofSeconds(Endurance.choose(7, 40));

	private static final String FROZEN = "This process was frozen";

	private static final int TOMCAT_THREADS = 6;

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps
			.start(App.test()
				.workers(2)
				.ownGroup()
				.with("server.tomcat.threads.max", TOMCAT_THREADS)
				.with("cool.server.heartbeat-timeout", HEARTBEAT_TIMEOUT.toSeconds() + "s"))
			.awaitReady();
	}

	@Test
	void workerWhenItIsStoppedByASignalIsReplaced() {
		WorkerRef stopped = app.worker("A");
		Processes.signal("STOP", stopped.pid());
		app.awaitLog("Worker A \\(id \\d+, pid " + stopped.pid() + "\\) has given no sign of life for "
				+ HEARTBEAT_TIMEOUT.toSeconds() + " s .*state T \\(stopped\\)");
		assertThat(app.awaitReplacement(stopped).code()).isEqualTo("A");
		assertThat(app.get("/who").status()).isEqualTo(200);
	}

	@Test
	void workerWhenItsApplicationIsBrokenIsReplacedAfterItsThreadDump() throws IOException {
		WorkerRef broken = app.worker("A");
		app.post("A", "/break", "");
		app.awaitLog("Worker A \\(id " + broken.id() + ", pid \\d+\\) says that it is broken");
		assertThat(app.awaitReplacement(broken).code()).isEqualTo("A");
		assertThat(output(broken)).contains("Full thread dump");
	}

	@Test
	void workerWhenAllItsThreadsAreDeadlockedIsReplacedOnceItsApplicationKnows() throws IOException {
		WorkerRef deadlocked = app.worker("B");
		assertThat(app.post("B", "/watchdog", "").status()).isEqualTo(200);
		List<Thread> clients = IntStream.range(0, TOMCAT_THREADS).mapToObj((number) -> new Thread(() -> {
			try {
				app.post("B", "/deadlock?id=" + deadlocked.id() + "&first=" + (number % 2 == 0), "");
			}
			catch (ExchangeException ex) {
				// its worker was killed
			}
		})).toList();
		clients.forEach(Thread::start);
		app.awaitReplacement(deadlocked);
		assertThat(app.log()
			.find("The application is broken beyond recovery \\(LivenessState.BROKEN\\). In service:\\s+"
					+ "POST /deadlock for \\d+ ms on http-nio"))
			.isNotEmpty();
		assertThat(output(deadlocked)).contains("Found one Java-level deadlock");
		assertThat(app.get("/who").status()).isEqualTo(200);
	}

	private static String output(WorkerRef worker) throws IOException {
		return Files.readString(app.awaitCrashReport(worker).resolve("output.txt"));
	}

	@Test
	void workersWhenTheWholeTreeOrTheMasterWasStoppedLiveOn() {
		Map<String, WorkerRef> before = app.workers();
		freeze(-app.pid());
		LoadReport report;
		try (Load.Running load = Load.on(app).clients(2, Load.Kind.FRESH_GET).clients(2, Load.Kind.KEPT_POST).start()) {
			load.awaitAnswers(100);
			freeze(app.pid());
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
		Awaitility.await()
			.during(HEARTBEAT_TIMEOUT.plusSeconds(1))
			.atMost(Duration.ofSeconds(60))
			.until(() -> app.workers().equals(before) && app.processes().size() == 2);
		assertThat(app.log().lines("no sign of life.*pid " + before.get("A").pid())).isEmpty();
	}

	private static void freeze(long pid) {
		int before = app.log().lines(FROZEN).size();
		Processes.signal("STOP", pid);
		try {
			Awaitility.await().pollDelay(FREEZE).atMost(FREEZE.plusSeconds(60)).until(() -> true);
		}
		finally {
			Processes.signal("CONT", pid);
		}
		app.await("that the master knows of it", () -> app.log().lines(FROZEN).size() > before);
	}

	@Test
	void workersWhenTheyHaveServedEnoughAreReplacedWithoutLoss() {
		RunningApp busy = apps.start(App.test().named("busy").workers(1).with("cool.server.recycle.max-requests", 500))
			.awaitReady();
		LoadReport report;
		try (Load.Running load = Load.on(busy)
			.clients(2, Load.Kind.FRESH_GET)
			.clients(2, Load.Kind.KEPT_POST)
			.start()) {
			busy.awaitLog("Done: recycling of worker A, since it has served \\d+ requests");
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
	}

}
