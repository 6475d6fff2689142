package io.coolnode.cluster.process;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.coolnode.cluster.WorkerProcess;

/**
 * A worker process whose output is passed on.
 */
final class LaunchedProcess implements WorkerProcess {

	private static final int LAST_LINES = 20;

	private static final long OUTPUT_GRACE_MILLIS = 1000;

	private final Process process;

	private final CompletableFuture<Integer> exit;

	private final RecentOutput recent = new RecentOutput();

	private final Supplier<Map<String, Path>> crashFiles;

	private final ProcessOutput output;

	LaunchedProcess(Process process, WorkerName worker, ProcessOutput output, Supplier<Map<String, Path>> crashFiles) {
		this.process = process;
		this.crashFiles = crashFiles;
		this.output = output;
		output.started(process.pid());
		String name = "coolnode-output-" + worker.code() + "-" + worker.id();
		Charset charset = Charset.defaultCharset();
		CompletableFuture<Void> out = new OutputPump(process.getInputStream(), charset,
				(line) -> take(output, false, line))
			.start(name + "-out");
		CompletableFuture<Void> err = new OutputPump(process.getErrorStream(), charset,
				(line) -> take(output, true, line))
			.start(name + "-err");
		this.exit = process.onExit()
			.thenCompose((ended) -> CompletableFuture.allOf(out, err)
				.completeOnTimeout(null, OUTPUT_GRACE_MILLIS, TimeUnit.MILLISECONDS))
			.thenCompose((printed) -> output.end().completeOnTimeout(null, OUTPUT_GRACE_MILLIS, TimeUnit.MILLISECONDS))
			.thenApply((nothing) -> process.exitValue());
	}

	private void take(ProcessOutput output, boolean error, String line) {
		this.recent.add(line);
		output.line(error, line);
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public void promote(String code) {
		this.output.promote(code);
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.exit;
	}

	@Override
	public String lastOutput() {
		return this.recent.last(LAST_LINES);
	}

	@Override
	public String recentOutput() {
		return this.recent.last(Integer.MAX_VALUE);
	}

	@Override
	public Map<String, Path> crashFiles() {
		return this.crashFiles.get();
	}

	@Override
	public String state() {
		return ProcessStatus.of(pid()).state();
	}

	@Override
	public OptionalLong residentMemory() {
		return ProcessStatus.of(pid()).residentMemory();
	}

	@Override
	public void dumpThreads() {
		if (this.process.isAlive()) {
			LibC.load().kill((int) pid(), LibC.SIGQUIT);
		}
	}

	@Override
	public void terminate() {
		this.process.destroy();
	}

	@Override
	public void kill() {
		this.process.destroyForcibly();
	}

}
