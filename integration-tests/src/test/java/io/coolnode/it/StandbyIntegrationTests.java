package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.MatchResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.FailureKind;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spares: what they do not do before they take a place, and what becomes of them when
 * workers, spares or the master die.
 */
class StandbyIntegrationTests {

	private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(10);

	@RegisterExtension
	final Apps apps = new Apps();

	@TempDir
	private Path folder;

	private App app(int workers) {
		return App.test()
			.workers(workers)
			.with("cool.server.standby", 1)
			.with("test.boot-switch", false)
			.with("test.chores", this.folder.resolve("chores"))
			.prefix("setsid", "--wait");
	}

	private List<String> chores(long pid) throws IOException {
		String prefix = pid + " ";
		return Files.readAllLines(this.folder.resolve("chores"))
			.stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.toList();
	}

	private static WorkerRef awaitSpare(RunningApp app, long id) {
		MatchResult match = app.awaitLog("Spare \\(id " + id + ", pid (\\d+)\\) stands by");
		return new WorkerRef("standby", id, Long.parseLong(match.group(1)));
	}

	@Test
	void spareTakesThePlaceOfADeadWorkerAndHasDoneNoWorkBefore() throws IOException {
		RunningApp app = this.apps.start(app(2)).awaitReady();
		WorkerRef spare = awaitSpare(app, 3);
		assertThat(chores(spare.pid())).containsExactly("created");
		assertThat(app.get("/cluster").text()).doesNotContain(" " + spare.pid() + " ");
		LoadReport report;
		try (Load.Running load = Load.on(app).clients(2, Load.Kind.FRESH_GET).clients(2, Load.Kind.KEPT_POST).start()) {
			load.awaitAnswers(100);
			WorkerRef dead = app.worker("A");
			Processes.signal("KILL", dead.pid());
			assertThat(app.awaitReplacement(dead)).isEqualTo(new WorkerRef("A", 3, spare.pid()));
			load.awaitAnswers(100);
			assertThat(app.get("A", "/who").text()).isEqualTo("A 3 " + spare.pid());
			report = load.stop();
		}
		assertThat(report.failuresByKind().keySet()).as("%s", report)
			.isSubsetOf(EnumSet.of(FailureKind.RESET, FailureKind.UNANSWERED, FailureKind.CUT));
		assertThat(report.byCode()).containsKeys("A", "B");
		app.await("the work of the new worker", () -> chores(spare.pid()).contains("scheduled"));
		assertThat(chores(spare.pid())).startsWith("created", "lifecycle").contains("refreshed", "runner", "ready");
		WorkerRef next = awaitSpare(app, 4);
		Processes.signal("KILL", next.pid());
		app.awaitLog("Spare \\(id 4, pid \\d+\\) ended: killed by SIGKILL.*; the next spare comes in 1000 ms");
		WorkerRef last = awaitSpare(app, 5);
		List<WorkerRef> all = app.processes();
		assertThat(all).extracting(WorkerRef::pid).contains(last.pid());
		Processes.signal("KILL", app.pid());
		all.forEach((process) -> app.awaitGone(process.pid(), ORPHAN_LIMIT));
		assertThat(chores(last.pid())).containsExactly("created");
	}

	@Test
	void sparesWhenWorkersAreRestartedAreReplacedAndUsed() throws IOException {
		RunningApp app = this.apps.start(app(2)).awaitReady();
		WorkerRef old = awaitSpare(app, 3);
		LoadReport report;
		try (Load.Running load = Load.on(app).clients(2, Load.Kind.FRESH_GET).clients(2, Load.Kind.KEPT_POST).start()) {
			load.awaitAnswers(100);
			app.signal("HUP");
			app.awaitLog("Done: restart of all workers");
			load.awaitAnswers(100);
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
		assertThat(app.workers().get("A").id()).isEqualTo(4);
		assertThat(app.log().lines("Spare .* becomes worker B")).hasSize(1);
		app.awaitGone(old.pid(), ORPHAN_LIMIT);
		assertThat(chores(old.pid())).containsExactly("created", "destroyed");
		app.await("a spare of the new release", () -> app.log().lines("stands by").size() > 1);
		app.await("three processes", () -> app.processes().size() == 3);
		assertThat(app.stop()).isEqualTo(143);
		app.assertNothingLeft();
		assertThat(app.log().lines(" (WARN|ERROR) ")).isEmpty();
	}

	@Test
	void applicationWhoseBeansAskForTheCodeHasNoSpares() {
		RunningApp app = this.apps.start(app(1).with("test.boot-switch", true)).awaitReady();
		app.awaitLog("There will be no spares .*BootSwitch.afterPropertiesSet asks for the code");
		WorkerRef dead = app.worker("A");
		app.await("no spare", () -> app.processes().size() == 1);
		Processes.signal("KILL", dead.pid());
		assertThat(app.awaitReplacement(dead).id()).isEqualTo(3);
		assertThat(app.processes()).hasSize(1);
		assertThat(app.log().lines("There will be no spares")).hasSize(1);
		assertThat(app.log().lines("ERROR|Exception")).isEmpty();
	}

}
