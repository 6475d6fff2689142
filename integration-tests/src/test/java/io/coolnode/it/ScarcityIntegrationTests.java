package io.coolnode.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that has no more descriptors, and a disk that is full.
 */
class ScarcityIntegrationTests {

	private static final String NO_DESCRIPTORS = "Too many open files";

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(App.test().workers(2)).awaitReady();
	}

	@Test
	void workerWithoutDescriptorsLeavesConnectionsToTheOthersUntilItHasSome() {
		WorkerRef worker = app.worker("B");
		List<HttpConnection> hogs = new ArrayList<>();
		LoadReport report;
		try (Load.Running load = load()) {
			load.awaitAnswers(200);
			limitDescriptors(worker.pid(), highestDescriptor(worker.pid()) + 12);
			while (app.log().lines("\\[ {5}B\\].*accept").isEmpty()) {
				hogs.add(HttpConnection.open(app.port()));
				assertThat(hogs).hasSizeLessThan(1000);
			}
			load.awaitAnswers(500);
			report = load.report();
			int told = app.log().lines(NO_DESCRIPTORS).size();
			load.awaitAnswers(500);
			assertThat(app.log().lines(NO_DESCRIPTORS).size() - told).isLessThan(100);
			limitDescriptors(worker.pid(), 4096);
			int before = answersOf("B", load);
			app.await("that worker B serves again", () -> answersOf("B", load) > before);
			assertThat(app.worker("B")).isEqualTo(worker);
			assertThat(load.stop().failures()).as("%s", report).isEmpty();
		}
		finally {
			hogs.forEach(HttpConnection::close);
		}
	}

	@Test
	void masterWithoutDescriptorsFillsAPlaceAsSoonAsItHasSome() {
		WorkerRef worker = app.worker("A");
		LoadReport report;
		limitDescriptors(app.pid(), 10);
		try (Load.Running load = Load.on(app).clients(4, Load.Kind.FRESH_GET).start()) {
			Processes.signal("KILL", worker.pid());
			app.awaitLog("Worker A \\(id \\d+\\) did not become ready. The process could not be started: .*"
					+ NO_DESCRIPTORS);
			load.awaitAnswers(200);
			report = load.stop();
		}
		finally {
			limitDescriptors(app.pid(), 4096);
		}
		assertThat(report.failures()).as("%s", report).hasSizeLessThanOrEqualTo(4);
		app.awaitReplacement(worker);
	}

	private static int answersOf(String code, Load.Running load) {
		return load.report().byCode().getOrDefault(code, 0);
	}

	private static Load.Running load() {
		return Load.on(app).clients(2, Load.Kind.FRESH_GET).clients(2, Load.Kind.FRESH_POST).start();
	}

	private static int highestDescriptor(long pid) {
		String[] descriptors = Path.of("/proc", Long.toString(pid), "fd").toFile().list();
		return Stream.of(descriptors).mapToInt(Integer::parseInt).max().orElseThrow();
	}

	private static void limitDescriptors(long pid, long limit) {
		Processes.run("prlimit", "--pid", Long.toString(pid), "--nofile=" + limit + ":");
	}

	@Test
	void placeIsFilledAgainAlthoughTheDiskIsFull(@TempDir Path disk) throws IOException {
		mount(disk);
		try {
			RunningApp crowded = apps.start(App.test()
				.named("crowded")
				.workers(1)
				.jvm("-Djava.io.tmpdir=" + disk, "-Dcool.server.crash.directory=" + disk.resolve("crashes")));
			crowded.awaitReady();
			fill(disk.resolve("filler"));
			WorkerRef killed = crowded.worker("A");
			Processes.signal("KILL", killed.pid());
			crowded.awaitReplacement(killed);
			assertThat(crowded.get("/who").status()).isEqualTo(200);
			assertThat(crowded.log().lines("The report .* is not complete: .*No space left on device")).hasSize(1);
			assertThat(crowded.stop()).isEqualTo(143);
		}
		finally {
			Processes.run("umount", "--lazy", disk.toString());
		}
	}

	private static void mount(Path disk) {
		try {
			Processes.run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
		}
		catch (RuntimeException ex) {
			Assumptions.abort("Nothing can be mounted here: " + ex.getMessage());
		}
	}

	private static void fill(Path file) throws IOException {
		byte[] page = new byte[4096];
		try (OutputStream output = Files.newOutputStream(file)) {
			while (true) {
				output.write(page);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("No space left");
		}
	}

}
