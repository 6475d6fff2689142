package io.coolnode.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replacing workers on purpose, under load: restarts one after another, other numbers of
 * workers, other releases. The applications have no terminal, since a terminal changes
 * what signals mean.
 */
class RollingRestartIntegrationTests {

	private static final int RESTARTS = Endurance.choose(2, 100);

	private static final String READY = "Worker A \\(id \\d+, pid \\d+\\) is ready";

	private static final String DONE = "Done: restart of all workers";

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp single;

	@BeforeAll
	static void start() {
		single = apps.start(withoutTerminal(App.test().workers(1))).awaitReady();
	}

	@Test
	void restartsUnderLoadLoseNothing() {
		RunningApp app = apps.start(withoutTerminal(App.test().workers(2))).awaitReady();
		Map<String, WorkerRef> before = app.workers();
		Possessions possessions = Possessions.of(app);
		LoadReport report;
		try (Load.Running load = Load.on(app)
			.clients(2, Load.Kind.FRESH_GET)
			.clients(2, Load.Kind.FRESH_POST)
			.clients(2, Load.Kind.KEPT_GET)
			.clients(2, Load.Kind.KEPT_POST)
			.pause(Duration.ofMillis(25))
			.start()) {
			for (int i = 1; i <= RESTARTS; i++) {
				int number = i;
				load.awaitAnswers(100);
				app.signal("HUP");
				app.await("restart " + number, () -> app.log().lines(DONE).size() == number);
			}
			load.awaitAnswers(100);
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
		Map<String, WorkerRef> after = app.workers();
		assertThat(after.keySet()).isEqualTo(before.keySet());
		assertThat(after.values()).extracting(WorkerRef::id).allMatch((id) -> id > 2 * RESTARTS);
		assertThat(app.processes()).hasSize(2);
		app.await("that the master has no more than before: " + possessions + ", now " + Possessions.of(app),
				() -> Possessions.of(app).areWithin(possessions));
	}

	@Test
	void restartOfASingleWorkerStartsTheNewOneFirstAndAnotherOneWaitsForIt() {
		int before = single.log().lines(READY).size();
		LoadReport report;
		try (Load.Running load = Load.on(single)
			.clients(2, Load.Kind.FRESH_GET)
			.clients(2, Load.Kind.KEPT_POST)
			.start()) {
			load.awaitAnswers(100);
			single.signal("HUP");
			single.await("the new process beside the old one", () -> single.processes().size() == 2);
			single.signal("HUP");
			single.awaitLog("Queued: restart of all workers");
			single.signal("HUP");
			single.await("two restarts", () -> single.log().lines(DONE).size() == 2);
			load.awaitAnswers(100);
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
		assertThat(single.log().lines(READY)).hasSize(before + 2);
		assertThat(single.workers()).containsOnlyKeys("A");
		assertThat(single.processes()).hasSize(1);
	}

	@Test
	void workersAreAddedAndTakenAwayBySignals() {
		LoadReport report;
		try (Load.Running load = Load.on(single)
			.clients(2, Load.Kind.FRESH_GET)
			.clients(2, Load.Kind.KEPT_GET)
			.start()) {
			single.signal("TTIN");
			single.awaitLog("Done: scaling to 2 workers");
			assertThat(single.workers()).containsOnlyKeys("A", "B");
			load.awaitAnswers(100);
			single.signal("TTOU");
			single.awaitLog("Done: scaling to 1 workers");
			report = load.stop();
		}
		assertThat(report.failures()).as("%s", report).isEmpty();
		assertThat(single.workers()).containsOnlyKeys("A");
		single.signal("TTOU");
		single.awaitLog("A change of the cluster was refused: A cluster needs at least one worker");
	}

	@Test
	void releaseAtTheSamePathIsServedAfterARestartUnlessItCannotBoot(@TempDir Path folder) throws IOException {
		Path release = App.path("test.app");
		Path jar = Files.copy(release, folder.resolve("app.jar"));
		RunningApp app = apps.start(withoutTerminal(App.jar(jar).workers(1))).awaitReady();
		WorkerRef old = app.worker("A");
		replace(jar, Files.writeString(folder.resolve("broken.jar"), "This is no release."));
		app.signal("HUP");
		app.awaitLog("Not done: restart of all workers. Worker A \\(id 2, pid \\d+\\) did not become ready");
		assertThat(app.get("/who").status()).isEqualTo(200);
		assertThat(app.worker("A")).isEqualTo(old);
		replace(jar, Files.copy(release, folder.resolve("next.jar")));
		app.signal("HUP");
		app.awaitLog(DONE);
		assertThat(app.worker("A").id()).isEqualTo(3);
		app.await("the classes of the worker's later life",
				() -> !Processes.threads(app.worker("A").pid()).contains("coolnode-preloa"));
		overwrite(jar, release);
		app.signal("HUP");
		app.await("the restart", () -> app.log().lines(DONE).size() == 2);
		WorkerRef next = app.worker("A");
		assertThat(next.id()).isEqualTo(4);
		assertThat(app.get("/who").status()).isEqualTo(200);
		Processes.signal("KILL", next.pid());
		assertThat(app.awaitReplacement(next).id()).isEqualTo(5);
		assertThat(app.stop()).isEqualTo(143);
	}

	/**
	 * Write another release over a jar, so that nothing is where it was in it.
	 */
	private static void overwrite(Path jar, Path next) throws IOException {
		try (OutputStream file = Files.newOutputStream(jar, StandardOpenOption.TRUNCATE_EXISTING)) {
			file.write(new byte[1_000_000]);
			Files.copy(next, file);
		}
	}

	private static void replace(Path jar, Path next) throws IOException {
		Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	private static App withoutTerminal(App app) {
		return app.prefix("setsid", "--wait");
	}

	/**
	 * What a master has.
	 *
	 * @param descriptors how many descriptors
	 * @param threads how many threads, but for the JVM's own that wait a minute for more
	 * to do
	 * @param files how many temporary files, with those of its workers
	 */
	private record Possessions(int descriptors, int threads, int files) {

		private static final List<String> POOLED = List.of("process reaper", "ForkJoinPool");

		static Possessions of(RunningApp app) {
			try (Stream<Path> files = Files.walk(app.temporaryFiles())) {
				return new Possessions(Processes.openFiles(app.pid()).size(), threads(app.pid()), (int) files.count());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static int threads(long pid) throws IOException {
			return (int) Processes.threads(pid)
				.stream()
				.filter((name) -> POOLED.stream().noneMatch(name::startsWith))
				.count();
		}

		boolean areWithin(Possessions other) {
			return this.descriptors <= other.descriptors && this.threads <= other.threads && this.files <= other.files;
		}

	}

}
