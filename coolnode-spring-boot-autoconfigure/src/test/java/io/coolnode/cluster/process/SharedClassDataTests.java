package io.coolnode.cluster.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedClassData}, with a script for the JVM that writes.
 */
class SharedClassDataTests {

	private static final String WRITE = """
			touch "$0.run"
			for word; do case $word in
				-XX:SharedArchiveFile=*) echo classes > "${word#-XX:SharedArchiveFile=}" ;;
			esac; done
			""";

	private static final String EXTRACT = """
			touch "$0.run"
			for word; do last=$word; done
			case $1 in -Djarmode=tools) mkdir -p "$last" && cp "$4" "$last" ;; esac
			""";

	@TempDir
	private Path folder;

	private final List<SharedClassData> opened = new CopyOnWriteArrayList<>();

	private final List<Long> asked = new CopyOnWriteArrayList<>();

	private CompletableFuture<Integer> answer = CompletableFuture.completedFuture(1);

	private Path jar;

	private Path executable;

	@BeforeEach
	void prepare() throws IOException {
		this.jar = this.folder.resolve("app.jar");
		this.executable = Files.createFile(this.folder.resolve("java"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		script(EXTRACT + WRITE);
		writeJar("com.example.App");
	}

	@AfterEach
	void close() {
		this.opened.forEach(SharedClassData::close);
	}

	@Test
	void forWorkerWhenThereAreNoneWritesThemOnceTheClusterIsReady() throws IOException {
		SharedClassData data = open();
		assertThat(start(data, 1)).isEmpty();
		data.workerReady(1);
		assertThat(this.asked).isEmpty();
		data.clusterReady();
		awaitArchives(1);
		ClassData used = start(data, 2).orElseThrow();
		assertThat(used.options()).containsExactly("-XX:SharedArchiveFile=" + archives().get(0));
		assertThat(used.launch()).containsExactly("-jar", this.jar.toString());
		assertThat(this.asked).containsExactly(1L);
		data.workerEnded(2, 0);
		assertThat(start(open(), 1)).isPresent();
	}

	@Test
	void forWorkerWhenTheJarIsFatRunsTheExtractedOne() throws IOException {
		writeJar("org.springframework.boot.loader.launch.JarLauncher");
		SharedClassData data = writeNow();
		ClassData used = start(data, 2).orElseThrow();
		Path extracted = Path.of(used.launch().get(1));
		assertThat(extracted).hasFileName("app.jar").hasSameBinaryContentAs(this.jar).isNotEqualTo(this.jar);
		assertThat(used.options()).contains("-Dcoolnode.application=" + this.jar);
		Files.delete(extracted);
		assertThat(start(data, 3)).isEmpty();
	}

	@Test
	void forWorkerWhenTheApplicationAsksWhereItIsDoesWithout() throws IOException {
		writeJar("org.springframework.boot.loader.launch.JarLauncher", "getProtectionDomain");
		SharedClassData data = open();
		start(data, 1);
		data.clusterReady();
		data.workerReady(1);
		awaitNothing();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void forWorkerWhenTheJarIsAnotherOneStartsPlainlyAndOldOnesAreDeletedAfterTheirLastUse() throws IOException {
		SharedClassData data = writeNow();
		Path old = archives().get(0);
		assertThat(start(data, 2)).isPresent();
		writeJar("com.example.Apq");
		assertThat(start(data, 3)).isEmpty();
		data.workerReady(3);
		awaitArchives(2);
		assertThat(old).exists();
		data.workerEnded(2, 0);
		writeJar("com.example.Apr");
		start(data, 4);
		data.workerReady(4);
		Awaitility.await().untilAsserted(() -> assertThat(old).doesNotExist());
	}

	@Test
	void forWorkerWhenTheJarIsOverwrittenWithItsOldTimeStartsPlainly() throws IOException {
		SharedClassData data = writeNow();
		FileTime time = Files.getLastModifiedTime(this.jar);
		byte[] content = Files.readAllBytes(this.jar);
		Files.write(this.jar, content);
		Files.setLastModifiedTime(this.jar, time);
		assertThat(start(data, 2)).isEmpty();
	}

	@Test
	void forWorkerWhenOptionsChangeStartsPlainly() throws IOException {
		SharedClassData data = writeNow();
		assertThat(start(data, 2, "-XX:+UseZGC")).isEmpty();
		assertThat(start(data, 3, "-Dsome=property", "-Xmx300m")).isPresent();
	}

	@Test
	void forWorkerWhenTheArchiveIsDamagedStartsPlainlyAndWritesAnother() throws IOException {
		SharedClassData data = writeNow();
		Files.writeString(archives().get(0), "clasess\n");
		assertThat(start(data, 2)).isEmpty();
		data.workerReady(2);
		awaitArchives(1);
		assertThat(start(data, 3)).isPresent();
		assertThat(this.asked).containsExactly(1L, 2L);
	}

	@Test
	void forWorkerWhenTheNoteOfItsContentsIsDamagedStartsPlainly() throws IOException {
		writeNow();
		Files.writeString(archives().get(0).resolveSibling("contents"), "");
		assertThat(start(open(), 1)).isEmpty();
	}

	@Test
	void workerEndedWhenItCrashedBeforeItWasReadyDistrustsTheArchive() throws IOException {
		SharedClassData data = writeNow();
		start(data, 2);
		data.workerEnded(2, 1);
		assertThat(start(data, 3)).isPresent();
		data.workerEnded(3, 139);
		assertThat(start(data, 4)).isEmpty();
	}

	@Test
	void clusterReadyWhenAnotherProcessWritesLeavesItTo() throws IOException {
		this.answer = new CompletableFuture<>();
		SharedClassData first = open();
		start(first, 1);
		first.clusterReady();
		first.workerReady(1);
		Awaitility.await().until(() -> this.asked.size() == 1);
		SharedClassData second = open();
		start(second, 2);
		second.clusterReady();
		second.workerReady(2);
		second.close();
		assertThat(this.asked).containsExactly(1L);
		this.answer.complete(1);
		awaitArchives(1);
	}

	@Test
	void clusterReadyWhenTheDiskIsFullLeavesNothingAndTriesNoMore() throws IOException {
		script(WRITE + "\necho 'No space left on device'; exit 1");
		SharedClassData data = open();
		start(data, 1);
		data.clusterReady();
		data.workerReady(1);
		awaitNothing();
		start(data, 2);
		data.workerReady(2);
		data.close();
		assertThat(this.asked).containsExactly(1L);
	}

	@Test
	void clusterReadyWhenTheJarIsChangedMeanwhileDiscardsTheArchive() throws IOException {
		this.answer = new CompletableFuture<>();
		SharedClassData data = open();
		start(data, 1);
		data.clusterReady();
		data.workerReady(1);
		Awaitility.await().until(() -> this.asked.size() == 1);
		writeJar("com.example.Other");
		this.answer.complete(1);
		awaitNothing();
	}

	@Test
	void closeWhenItIsBeingWrittenEndsThatAndLeavesNothing() throws IOException {
		script("touch " + this.folder.resolve("begun") + "; exec sleep 60");
		SharedClassData data = open();
		start(data, 1);
		data.clusterReady();
		data.workerReady(1);
		Awaitility.await().until(() -> Files.exists(this.folder.resolve("begun")));
		data.close();
		assertThat(releases()).isEmpty();
	}

	@Test
	void forWorkerWhenItIsOffGivesNothing() {
		assertThat(start(SharedClassData.off(), 1)).isEmpty();
	}

	private SharedClassData open() {
		Path root = this.folder.resolve("data");
		ClassDataStore store = new ClassDataStore(() -> root);
		SharedClassData data = new SharedClassData(store,
				new ClassDataWriter(new BackgroundJvm(this.executable.toString()), (worker, file) -> {
					this.asked.add(worker);
					return this.answer;
				}));
		this.opened.add(data);
		return data;
	}

	private SharedClassData writeNow() throws IOException {
		SharedClassData data = open();
		start(data, 1);
		data.clusterReady();
		data.workerReady(1);
		awaitArchives(1);
		return data;
	}

	private Optional<ClassData> start(SharedClassData data, long worker, String... options) {
		CommandLine line = CommandLine.parse(List.of("java", "-jar", this.jar.toString()), (file) -> List.of());
		return data.forWorker(worker, List.of(options), line, "");
	}

	private void awaitArchives(int count) {
		Awaitility.await().untilAsserted(() -> assertThat(archives()).hasSize(count));
	}

	private void awaitNothing() {
		Awaitility.await().untilAsserted(() -> assertThat(this.folder.resolve("java.run")).exists());
		Awaitility.await().untilAsserted(() -> assertThat(releases()).isEmpty());
	}

	private List<Path> archives() throws IOException {
		return releases().stream().map((release) -> release.resolve("classes.jsa")).filter(Files::exists).toList();
	}

	private List<Path> releases() throws IOException {
		Path root = this.folder.resolve("data");
		if (!Files.exists(root)) {
			return List.of();
		}
		try (Stream<Path> files = Files.find(root, 2,
				(path, attributes) -> attributes.isDirectory() && path.getNameCount() == root.getNameCount() + 2)) {
			return files.sorted().toList();
		}
	}

	private void script(String text) throws IOException {
		Files.writeString(this.executable, "#!/bin/sh\n" + text + "\n");
	}

	private void writeJar(String mainClass, String... words) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
		try (OutputStream out = Files.newOutputStream(this.jar);
				JarOutputStream content = new JarOutputStream(out, manifest)) {
			content.putNextEntry(new JarEntry("BOOT-INF/lib/spring-boot-jarmode-tools-4.1.2.jar"));
			content.putNextEntry(new JarEntry("com/example/App.class"));
			content.write(String.join(" ", words).getBytes());
		}
	}

}
