package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Class data that workers of a fat jar share: written by the first start, used by the
 * next ones, for one release.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClassDataIntegrationTests {

	private static final String WRITTEN = "Workers that start from now on share class data, written in";

	@RegisterExtension
	final Apps apps = new Apps();

	@TempDir
	private static Path folder;

	private static Path jar;

	@BeforeAll
	static void copy() throws IOException {
		jar = Files.copy(App.path("test.app"), folder.resolve("app.jar"));
		Files.createDirectory(folder.resolve("tmp"));
	}

	@Test
	@Order(1)
	void firstStartWritesAndTheNextWorkerUsesWhatWasWritten() throws IOException {
		RunningApp app = start("auto");
		WorkerRef first = app.worker("A");
		assertThat(mapped(first)).isEmpty();
		app.awaitLog(WRITTEN);
		Processes.signal("KILL", first.pid());
		WorkerRef second = app.awaitReplacement(first);
		assertThat(mapped(second)).containsExactlyElementsOf(archives());
		assertThat(app.get("/who").status()).isEqualTo(200);
	}

	@Test
	@Order(2)
	void startAfterwardsUsesItAndAnotherReleaseAtTheSamePathGetsItsOwn() throws IOException {
		List<Path> old = archives();
		RunningApp app = start("auto");
		WorkerRef first = app.worker("A");
		assertThat(mapped(first)).containsExactlyElementsOf(old);
		overwrite();
		app.signal("HUP");
		WorkerRef second = app.awaitReplacement(first);
		assertThat(mapped(second)).isEmpty();
		app.awaitLog(WRITTEN);
		app.awaitLog("Done: restart of all workers");
		Processes.signal("KILL", second.pid());
		WorkerRef third = app.awaitReplacement(second);
		assertThat(mapped(third)).hasSize(1).doesNotContainAnyElementsOf(old);
		assertThat(app.get("/who").status()).isEqualTo(200);
	}

	@Test
	@Order(3)
	void startWhenItIsDamagedIsAPlainOne() throws IOException {
		for (Path archive : archives()) {
			assertThat(archive.toFile().setWritable(true)).isTrue();
			Files.write(archive, new byte[] { 1 }, StandardOpenOption.APPEND);
		}
		RunningApp app = start("auto");
		assertThat(mapped(app.worker("A"))).isEmpty();
		assertThat(app.log().lines("class data that workers share are damaged")).hasSize(1);
		app.stop();
		assertThat(archives()).isEmpty();
	}

	@Test
	@Order(4)
	void startWhenItIsOffWritesNothing() throws IOException {
		RunningApp app = start("off");
		assertThat(mapped(app.worker("A"))).isEmpty();
		app.stop();
		assertThat(archives()).isEmpty();
	}

	@Test
	@Order(5)
	void startWhenTheUserHasMadeAnArchiveUsesThatAndWritesNothing() throws IOException {
		Path own = folder.resolve("own.jsa");
		Processes.run(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:ArchiveClassesAtExit=" + own, "-Djarmode=tools", "-jar", jar.toString(), "list-layers");
		RunningApp app = start(App.jar(jar).onlyJvm("-XX:SharedArchiveFile=" + own), "auto");
		assertThat(mapped(app.worker("A"))).containsExactly(own);
		assertThat(app.log().lines("\\[error\\]")).isEmpty();
		app.stop();
		assertThat(archives()).isEmpty();
	}

	private RunningApp start(String sharing) {
		return start(App.jar(jar), sharing);
	}

	private RunningApp start(App app, String sharing) {
		return this.apps
			.start(app.jvm("-Djava.io.tmpdir=" + folder.resolve("tmp"))
				.prefix("setsid", "--wait")
				.workers(1)
				.with("cool.server.class-data-sharing", sharing))
			.awaitReady();
	}

	private static void overwrite() throws IOException {
		Files.write(jar, Files.readAllBytes(App.path("test.app")));
	}

	private static List<Path> mapped(WorkerRef worker) throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(worker.pid()), "maps"))
			.stream()
			.filter((line) -> line.endsWith(".jsa") && line.contains(folder.toString()))
			.map((line) -> Path.of(line.substring(line.indexOf('/'))))
			.distinct()
			.toList();
	}

	private static List<Path> archives() throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
			return files.filter((file) -> file.endsWith("classes.jsa")).toList();
		}
	}

}
