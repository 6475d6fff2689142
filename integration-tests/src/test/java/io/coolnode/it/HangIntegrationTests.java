package io.coolnode.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers that do not die but are of no use any more.
 */
class HangIntegrationTests {

	@RegisterExtension
	final Apps apps = new Apps();

	@Test
	void workerWhenItIsStoppedByASignalIsReplaced() {
		RunningApp app = this.apps.start(App.test().workers(2).with("cool.server.heartbeat-timeout", "3s"))
			.awaitReady();
		WorkerRef stopped = app.worker("A");
		Processes.signal("STOP", stopped.pid());
		app.awaitLog("Worker A \\(id \\d+, pid " + stopped.pid()
				+ "\\) has given no sign of life for 3 s .*state T \\(stopped\\)");
		assertThat(app.awaitReplacement(stopped).code()).isEqualTo("A");
		assertThat(app.get("/who").status()).isEqualTo(200);
	}

	@Test
	void workerWhenItsApplicationIsBrokenIsReplacedAfterItsThreadDump() {
		RunningApp app = this.apps.start(App.test().workers(1)).awaitReady();
		WorkerRef broken = app.worker("A");
		app.post("A", "/break", "");
		app.awaitLog("Worker A \\(id 1, pid \\d+\\) says that it is broken");
		app.awaitLog("Full thread dump");
		assertThat(app.awaitReplacement(broken).code()).isEqualTo("A");
	}

	@Test
	void workersWhenTheyHaveServedEnoughAreReplacedWithoutLoss() {
		RunningApp app = this.apps.start(App.test().workers(1).with("cool.server.recycle.max-requests", 500))
			.awaitReady();
		LoadReport report;
		try (Load.Running load = Load.on(app).clients(2, Load.Kind.FRESH_GET).clients(2, Load.Kind.KEPT_POST).start()) {
			app.awaitLog("Done: recycling of worker A, since it has served \\d+ requests");
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
	}

}
