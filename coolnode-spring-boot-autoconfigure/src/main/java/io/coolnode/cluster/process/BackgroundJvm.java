package io.coolnode.cluster.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.LastErrorException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs one JVM at a time that has nothing to do with the application's work, while the
 * machine has nothing better to do.
 */
final class BackgroundJvm {

	private static final Log logger = LogFactory.getLog(BackgroundJvm.class);

	private static final int LOWEST_PRIORITY = 19;

	private final String executable;

	private final Object monitor = new Object();

	// guarded by monitor
	private @Nullable Process process;

	// guarded by monitor
	private boolean closed;

	BackgroundJvm(String executable) {
		this.executable = executable;
	}

	/**
	 * Run a JVM and wait for its end.
	 * @param words its options and what follows them
	 * @throws IOException if it cannot be started, or fails
	 */
	void run(List<String> words) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.executable));
		command.addAll(words);
		Process started = start(command);
		RecentOutput output = new RecentOutput();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(started.getInputStream(), Charset.defaultCharset()))) {
			lines.lines().forEach(output::add);
			int status = started.waitFor();
			if (status != 0) {
				throw new IOException("a JVM in the background ended with " + status + ": " + output.last(1));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		finally {
			started.destroyForcibly();
		}
	}

	private Process start(List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
		ProcessWorkerLauncher.OPTION_VARIABLES.forEach(builder.environment()::remove);
		synchronized (this.monitor) {
			if (this.closed) {
				throw new IOException("the master stops");
			}
			Process started = builder.start();
			this.process = started;
			lower(started.pid());
			return started;
		}
	}

	private static void lower(long pid) {
		try {
			LibC.load().setpriority(LibC.PRIO_PROCESS, (int) pid, LOWEST_PRIORITY);
		}
		catch (LastErrorException ex) {
			logger.debug("Process " + pid + " keeps its priority", ex);
		}
	}

	/**
	 * End the JVM that runs, and start no other.
	 */
	void close() {
		synchronized (this.monitor) {
			this.closed = true;
			if (this.process != null) {
				this.process.destroyForcibly();
			}
		}
	}

}
