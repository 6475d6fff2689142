package io.coolnode.it;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.ExchangeException;
import io.coolnode.it.harness.FailureKind;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is left of a worker that has died.
 */
class CrashIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps
			.start(App.test()
				.workers(2)
				.with("cool.server.jvm-args", "-Xmx96m,-XX:+HeapDumpOnOutOfMemoryError,-XX:-CreateCoredumpOnCrash"))
			.awaitReady();
	}

	@Test
	void workerWhenItRunsOutOfMemoryLeavesItsHeapOnceAndIsReplaced() {
		WorkerRef first = app.worker("A");
		LoadReport report;
		try (Load.Running load = Load.on(app).clients(2, Load.Kind.FRESH_GET).start()) {
			kill(first, "/exhaust");
			app.awaitReplacement(first);
			report = load.stop();
		}
		assertThat(report.failures()).as("requests but those in its service: %s", report)
			.hasSizeLessThanOrEqualTo(2)
			.noneMatch((failure) -> failure.kind() == FailureKind.REFUSED);
		Path left = app.awaitCrashReport(first);
		assertThat(left.resolve("report.txt")).content().contains("exit status 3", "it was serving");
		assertThat(left.resolve("output.txt")).content().contains("java.lang.OutOfMemoryError");
		assertThat(left.resolve("heap.hprof")).isNotEmptyFile();
		WorkerRef second = app.worker("A");
		kill(second, "/exhaust");
		app.awaitReplacement(second);
		assertThat(app.awaitCrashReport(second).resolve("heap.hprof")).doesNotExist();
	}

	@Test
	void workerWhenItsJvmCrashesLeavesTheFatalErrorReport() {
		WorkerRef victim = app.worker("B");
		kill(victim, "/crash");
		app.awaitReplacement(victim);
		assertThat(app.awaitCrashReport(victim).resolve("hs_err.log")).content().contains("SIGSEGV");
	}

	@Test
	void workerWhenItIsKilledLeavesWords() {
		WorkerRef victim = app.worker("B");
		Processes.signal("KILL", victim.pid());
		app.awaitReplacement(victim);
		Path left = app.awaitCrashReport(victim);
		assertThat(left.resolve("report.txt")).content()
			.contains("Worker B (id %d, pid %d): killed by SIGKILL".formatted(victim.id(), victim.pid()));
		app.awaitLog("Worker B .*killed by SIGKILL.*; see .*" + left.getFileName());
	}

	private static void kill(WorkerRef worker, String path) {
		assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> app.post(worker.code(), path, ""));
	}

}
