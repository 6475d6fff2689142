package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.cluster.WorkerProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ProcessWorkerLauncher}, with a script for a JVM.
 */
class ProcessWorkerLauncherTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final Credentials credentials = new Credentials();

	private final Output output = new Output();

	@TempDir
	private Path folder;

	private ListeningSocket socket;

	@BeforeEach
	void bind() throws IOException {
		this.socket = ListeningSocket.bind(null, 0, 10);
	}

	@AfterEach
	void close() {
		this.socket.close();
	}

	@Test
	void launchWhenTheProcessEndsTellsItsStatusAndOutput() throws IOException {
		WorkerProcess process = launch("echo one; echo two >&2; printf three; exit 7");
		assertThat(process.onExit()).succeedsWithin(SOON).isEqualTo(7);
		assertThat(this.output.lines).containsExactlyInAnyOrder("one", "three", "! two");
		assertThat(process.lastOutput().split("\n")).containsExactlyInAnyOrder("one", "two", "three");
		assertThat(this.output.pids).containsExactly(process.pid());
	}

	@Test
	void launchWhenASignalEndsTheProcessTellsIt() throws IOException {
		WorkerProcess process = launch("kill -11 $$");
		assertThat(process.onExit()).succeedsWithin(SOON).isEqualTo(139);
	}

	@Test
	void launchWhenTheProcessPrintsMuchKeepsTheLastLines() throws IOException {
		WorkerProcess process = launch("seq 100000");
		assertThat(process.onExit()).succeedsWithin(SOON).isEqualTo(0);
		assertThat(this.output.lines).hasSize(100000);
		assertThat(process.lastOutput()).startsWith("99981\n").endsWith("\n100000");
	}

	@Test
	void launchWhenAChildKeepsTheOutputTellsTheEndAllTheSame() throws IOException {
		WorkerProcess process = launch("sleep 30 & echo $!; exit 3");
		assertThat(process.onExit()).succeedsWithin(SOON).isEqualTo(3);
		Awaitility.await().until(() -> !this.output.lines.isEmpty());
		ProcessHandle child = ProcessHandle.of(Long.parseLong(this.output.lines.get(0))).orElseThrow();
		assertThat(child.isAlive()).isTrue();
		child.destroyForcibly();
	}

	@Test
	void terminateAndKillWhenTheProcessLivesEndIt() throws IOException {
		WorkerProcess stubborn = launch("trap '' TERM; echo ready; while :; do sleep 0.1; done");
		Awaitility.await().until(() -> this.output.lines.contains("ready"));
		stubborn.terminate();
		stubborn.kill();
		assertThat(stubborn.onExit()).succeedsWithin(SOON).isEqualTo(137);
		WorkerProcess docile = launch("exec sleep 60");
		docile.terminate();
		assertThat(docile.onExit()).succeedsWithin(SOON).isEqualTo(143);
		docile.kill();
	}

	@Test
	void processWhenLaunchedKnowsWhoItIs() throws IOException {
		WorkerProcess process = launch("echo $WHO; test -S /dev/fd/0 && echo socket");
		assertThat(process.onExit()).succeedsWithin(SOON);
		assertThat(this.output.lines).containsExactly("A-1", "socket");
	}

	@Test
	void credentialsWhenTheProcessHasEndedAreRevoked() throws IOException {
		WorkerProcess process = launch("read line");
		assertThat(process.onExit()).succeedsWithin(SOON);
		Awaitility.await().untilAsserted(() -> assertThat(this.credentials.valid).isEmpty());
	}

	@Test
	void credentialsWhenTheProcessLivesAreValid() throws IOException {
		WorkerProcess process = launch("exec sleep 60");
		assertThat(this.credentials.valid).containsExactly(1L);
		process.kill();
		assertThat(process.onExit()).succeedsWithin(SOON);
	}

	@Test
	void launchWhenItIsASpareNamesItUntilItHasACode() throws IOException {
		WorkerProcess process = launch("echo $1; echo $WHO; read line", null);
		Awaitility.await().until(() -> this.output.lines.size() == 2);
		assertThat(this.output.lines).containsExactly("-Dcoolnode.worker=standby-1", "null-1");
		assertThat(this.output.codes).containsExactly("standby");
		process.promote("B");
		assertThat(this.output.codes).containsExactly("standby", "B");
		process.kill();
		assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void launchWhenThereIsNoExecutableFailsAndForgetsTheWorker() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> launcher("/does/not/exist").launch("A", 1, 1));
		assertThat(this.credentials.valid).isEmpty();
		assertThat(this.output.ended).isOne();
	}

	@Test
	void launchWhenItFailsAfterTheStartLeavesNoProcess() {
		this.output.failure = new IllegalStateException("Out of something");
		assertThatIllegalStateException().isThrownBy(() -> launch("exec sleep 60"));
		assertThat(this.output.pids).hasSize(1);
		Awaitility.await()
			.untilAsserted(() -> assertThat(ProcessHandle.of(this.output.pids.get(0)).filter(ProcessHandle::isAlive))
				.isEmpty());
		assertThat(this.credentials.valid).isEmpty();
		assertThat(this.output.ended).isOne();
	}

	@Test
	void filesThatTheProcessLeavesAreFound() throws IOException {
		WorkerProcess process = launch(
				"for word; do case $word in -XX:ErrorFile=*) " + "echo broken > ${word#-XX:ErrorFile=} ;; esac; done");
		assertThat(process.onExit()).succeedsWithin(SOON);
		assertThat(process.crashFiles()).containsOnlyKeys("hs_err.log");
		assertThat(process.crashFiles().get("hs_err.log")).hasContent("broken");
	}

	private WorkerProcess launch(String script) throws IOException {
		return launch(script, "A");
	}

	private WorkerProcess launch(String script, @Nullable String code) throws IOException {
		Path executable = Files.createTempFile(this.folder, "java", "",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.writeString(executable, "#!/bin/sh\n" + script + "\n");
		return launcher(executable.toString()).launch(code, 1, 1);
	}

	private ProcessWorkerLauncher launcher(String executable) {
		JavaCommand command = new JavaCommand(executable, new JvmOptions(List.of(), List.of(), null, 2), "",
				new CommandLine(List.of("Main"), List.of(), Optional.empty(), Optional.empty()),
				new CrashFiles(this.folder), SharedClassData.off());
		return new ProcessWorkerLauncher(command, this.socket, this.credentials, this.output);
	}

	/**
	 * Knows which workers may join.
	 */
	private static final class Credentials implements WorkerEnvironment {

		private final List<Long> valid = new CopyOnWriteArrayList<>();

		@Override
		public Map<String, String> issue(@Nullable String code, long id) {
			this.valid.add(id);
			return Map.of("WHO", code + "-" + id);
		}

		@Override
		public void revoke(long id) {
			this.valid.remove(id);
		}

	}

	/**
	 * Keeps what is printed.
	 */
	private static final class Output implements WorkerOutput, ProcessOutput {

		private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

		private final List<Long> pids = new ArrayList<>();

		private RuntimeException failure;

		private final List<String> codes = new ArrayList<>();

		private int ended;

		@Override
		public void promote(String code) {
			this.codes.add(code);
		}

		@Override
		public ProcessOutput open(String code, long id) {
			this.codes.add(code);
			return this;
		}

		@Override
		public void started(long pid) {
			this.pids.add(pid);
			if (this.failure != null) {
				throw this.failure;
			}
		}

		@Override
		public void line(boolean error, String line) {
			this.lines.add(error ? "! " + line : line);
		}

		@Override
		public CompletableFuture<Void> end() {
			this.ended++;
			return CompletableFuture.completedFuture(null);
		}

	}

}
