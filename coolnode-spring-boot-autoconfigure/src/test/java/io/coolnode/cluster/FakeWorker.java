package io.coolnode.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.MasterRouter;

/**
 * A worker process that does what a test says, as its master sees it.
 */
final class FakeWorker implements WorkerProcess {

	private static final long FIRST_PID = 1000;

	private @Nullable String code;

	private final long id;

	private final int slot;

	private final Supervisor supervisor;

	private final MasterRouter router;

	private final FakeLink link;

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private String output = "";

	private int terminations;

	private int kills;

	private int dumps;

	private OptionalLong residentMemory = OptionalLong.empty();

	FakeWorker(@Nullable String code, long id, int slot, Supervisor supervisor, MasterRouter router) {
		this.code = code;
		this.id = id;
		this.slot = slot;
		this.supervisor = supervisor;
		this.router = router;
		this.link = new FakeLink(id);
	}

	String code() {
		return (this.code != null) ? this.code : "spare";
	}

	@Override
	public void promote(String code) {
		this.code = code;
	}

	/**
	 * Be a spare that has created its beans.
	 */
	FakeWorker standBy() {
		connect();
		say(Control.of(ControlWords.STANDING_BY, "1.0"));
		return this;
	}

	long id() {
		return this.id;
	}

	int slot() {
		return this.slot;
	}

	FakeLink link() {
		return this.link;
	}

	FakeWorker connect() {
		this.router.connected(this.link);
		this.supervisor.onOpen(this.link);
		return this;
	}

	FakeWorker ready() {
		connect();
		say(Control.of(ControlWords.WORKER_READY));
		return this;
	}

	void draining(DrainReason reason) {
		say(Control.of(ControlWords.DRAINING, reason.name()));
	}

	void signalled() {
		say(Control.of(ControlWords.SIGNALLED));
	}

	void bootFailure(String description, String action) {
		say(Control.of(ControlWords.BOOT_FAILURE, description, action));
	}

	void say(Control control) {
		this.supervisor.onControl(this.link, control);
	}

	void disconnect() {
		this.link.close();
		this.router.disconnected(this.link);
		this.supervisor.onClosed(this.link);
	}

	void print(String output) {
		this.output = output;
	}

	/**
	 * End, the connection before the process.
	 * @param status the exit status
	 */
	void exit(int status) {
		disconnect();
		this.exit.complete(status);
	}

	@Override
	public long pid() {
		return FIRST_PID + this.id;
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.exit;
	}

	@Override
	public String lastOutput() {
		return this.output;
	}

	@Override
	public String recentOutput() {
		return this.output;
	}

	@Override
	public Map<String, Path> crashFiles() {
		return Map.of();
	}

	@Override
	public String state() {
		return "";
	}

	@Override
	public OptionalLong residentMemory() {
		return this.residentMemory;
	}

	void residentMemory(long bytes) {
		this.residentMemory = OptionalLong.of(bytes);
	}

	@Override
	public void dumpThreads() {
		this.dumps++;
	}

	int dumps() {
		return this.dumps;
	}

	void beat(long requests) {
		say(new Control(ControlWords.HEARTBEAT, new Vitals(requests, 0, 0).format()));
	}

	@Override
	public void terminate() {
		this.terminations++;
	}

	int terminations() {
		return this.terminations;
	}

	@Override
	public void kill() {
		this.kills++;
	}

	int kills() {
		return this.kills;
	}

}
