package io.coolnode.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.coolnode.cluster.process.ProcessOutput;
import io.coolnode.cluster.process.WorkerOutput;
import io.coolnode.logging.LogHub;
import io.coolnode.logging.WorkerStream;

/**
 * Lets what workers print, and their lives, be known to the hub of their logs.
 */
class LogOutput implements WorkerOutput {

	private final LogHub hub;

	LogOutput(LogHub hub) {
		this.hub = hub;
	}

	@Override
	public List<String> jvmOptions() {
		return this.hub.jvmOptions();
	}

	@Override
	public ProcessOutput open(String code, long id) throws IOException {
		return new StreamOutput(this.hub.open(code, id));
	}

	/**
	 * The output of one process.
	 *
	 * @param stream where it goes
	 */
	private record StreamOutput(WorkerStream stream) implements ProcessOutput {

		@Override
		public Map<String, String> environment() {
			return this.stream.environment();
		}

		@Override
		public void started(long pid) {
			this.stream.started(pid);
		}

		@Override
		public void promote(String code) {
			this.stream.promote(code);
		}

		@Override
		public void line(boolean error, String line) {
			this.stream.line(error, line);
		}

		@Override
		public CompletableFuture<Void> end() {
			return this.stream.end();
		}

	}

}
