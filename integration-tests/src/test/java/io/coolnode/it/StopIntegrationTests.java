package io.coolnode.it;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.FailureKind;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All ways in which a cluster ends.
 */
class StopIntegrationTests {

	private static final Duration ORPHANS = Duration.ofSeconds(2);

	private static final int SIGINT = 130;

	private static final int SIGTERM = 143;

	@RegisterExtension
	static final Apps apps = new Apps();

	@Test
	void stopWhenMasterGetsTermUnderLoadLosesNothing() {
		RunningApp app = apps.start(App.test().workers(2)).awaitReady();
		Load.Running load = load(app);
		long child = Long.parseLong(app.post("A", "/spawn?seconds=600", "").text());
		load.awaitAnswers(200);
		assertThat(app.stop()).isEqualTo(SIGTERM);
		assertOnlyRefused(load.stop());
		assertThat(HttpConnection.isListening(app.port())).isFalse();
		assertThat(Processes.isAlive(child)).isTrue();
		Processes.signal("KILL", child);
		app.assertNothingLeft();
	}

	@Test
	void stopWhenWholeGroupGetsTermUnderLoadLosesNothing() {
		RunningApp app = apps.start(App.test().workers(2).ownGroup()).awaitReady();
		Load.Running load = load(app);
		load.awaitAnswers(200);
		Processes.signal("TERM", -app.pid());
		assertThat(app.awaitExit()).isEqualTo(SIGTERM);
		assertOnlyRefused(load.stop());
		assertThat(app.workers()).isEmpty();
		assertThat(app.log().lines("is ready$")).hasSize(2);
		app.assertNothingLeft();
	}

	@Test
	void stopWhenControlCIsTypedUnderLoadLosesNothing() {
		RunningApp app = apps.start(App.test().workers(2).onTerminal()).awaitReady();
		Load.Running load = load(app);
		load.awaitAnswers(200);
		app.type("\003");
		assertThat(app.awaitExit()).isEqualTo(SIGINT);
		assertOnlyRefused(load.stop());
		assertThat(app.log().lines("is ready\\s*$")).hasSize(2);
		app.assertNothingLeft();
	}

	private static Load.Running load(RunningApp app) {
		return Load.on(app)
			.clients(3, Load.Kind.FRESH_GET)
			.clients(3, Load.Kind.FRESH_POST)
			.clients(3, Load.Kind.KEPT_GET)
			.clients(3, Load.Kind.KEPT_POST)
			.start();
	}

	private static void assertOnlyRefused(LoadReport report) {
		assertThat(report.failures()).as("%s", report)
			.extracting(LoadReport.Failure::kind)
			.containsOnly(FailureKind.REFUSED);
	}

	@Test
	void stopWhenSecondSignalComesCutsWhatIsInService() {
		RunningApp app = apps.start(App.test().workers(2)).awaitReady();
		try (Load.Running load = Load.on(app).clients(1, Load.Kind.FRESH_GET).serviceMillis(30_000).start()) {
			app.await("a request in service", () -> isBusy(app));
			app.signal("TERM");
			app.await("the end of the idle worker", () -> app.workers().size() == 1);
			app.signal("TERM");
			assertThat(app.awaitExit(Duration.ofSeconds(5))).isEqualTo(SIGTERM);
		}
		app.assertNothingLeft();
	}

	private static boolean isBusy(RunningApp app) {
		return !app.get("/busy").text().equals("0");
	}

	@Test
	void workersWhenMasterIsKilledAreGoneAtOnce() {
		RunningApp app = apps.start(App.test().workers(2)).awaitReady();
		List<WorkerRef> workers = app.processes();
		try (Load.Running load = Load.on(app).clients(2, Load.Kind.KEPT_GET).serviceMillis(30_000).start()) {
			app.await("a request in service", () -> isBusy(app));
			app.signal("KILL");
			workers.forEach((worker) -> app.awaitGone(worker.pid(), ORPHANS));
		}
		assertThat(workers).hasSize(2);
		app.assertNothingLeft();
	}

	@Test
	void workersWhenStoppedMasterIsKilledAreGoneAtOnce() {
		RunningApp app = apps.start(App.test().workers(1)).awaitReady();
		List<WorkerRef> workers = app.processes();
		app.signal("STOP");
		app.await("a stopped master", () -> Processes.state(app.pid()).equals("T"));
		assertThat(app.get("/who").status()).isEqualTo(200);
		app.signal("KILL");
		workers.forEach((worker) -> app.awaitGone(worker.pid(), ORPHANS));
		app.assertNothingLeft();
	}

	@Test
	void workersWhenMasterIsKilledWhileTheyBootAreGoneAtOnce() {
		RunningApp app = apps.start(App.test().workers(1).with("test.delay.A", 600_000));
		app.await("a worker", () -> app.processes().size() == 1);
		app.awaitLog("(?s)Starting TestApplication.*Starting TestApplication");
		List<WorkerRef> workers = app.processes();
		app.signal("KILL");
		workers.forEach((worker) -> app.awaitGone(worker.pid(), ORPHANS));
		app.assertNothingLeft();
	}

	@Test
	void workersWhenMasterIsKilledRightAfterTheirForkEndByThemselves() {
		RunningApp app = apps.start(App.test().workers(1));
		app.await("a worker", () -> !app.processes().isEmpty());
		List<WorkerRef> workers = app.processes();
		app.signal("KILL");
		workers.forEach((worker) -> app.awaitGone(worker.pid(), Duration.ofSeconds(10)));
		assertThat(app.log().text()).doesNotContain("Cluster is ready").doesNotContain("Tomcat started");
	}

	@Test
	void stopWhenWorkersBootLeavesNothing() {
		RunningApp app = apps.start(App.test().workers(2).with("test.delay.A", 600_000));
		app.awaitLog("Worker B .* is ready");
		assertThat(app.stop()).isEqualTo(SIGTERM);
		app.assertNothingLeft();
	}

}
