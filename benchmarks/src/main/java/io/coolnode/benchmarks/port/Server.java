package io.coolnode.benchmarks.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * The application as processes: one, or a master and workers.
 */
final class Server implements AutoCloseable {

	private static final Duration START_PATIENCE = Duration.ofMinutes(2);

	private static final int POLL_MILLIS = 100;

	private final String name;

	private final Path counts;

	private final int port;

	private final Process process;

	private Server(String name, Path counts, int port, Process process) {
		this.name = name;
		this.counts = counts;
		this.port = port;
		this.process = process;
	}

	/**
	 * Start the application, and wait until all of its processes serve.
	 * @param workers how many workers, or 0 for one plain JVM
	 * @param options options of the JVM and arguments of the application
	 * @return the server
	 * @throws IOException if it does not start
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	static Server start(int workers, List<String> options) throws IOException, InterruptedException {
		Path counts = Files.createTempDirectory("coolnode-benchmark-");
		int port = freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
		options.stream().filter((option) -> !option.startsWith("--")).forEach(command::add);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), PortApplication.class.getName(),
				"--server.address=127.0.0.1", "--server.port=" + port, "--cool.server.session=none",
				"--cool.server.workers=" + workers));
		options.stream().filter((option) -> option.startsWith("--")).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(counts.resolve(".log").toFile());
		builder.environment().put("COUNT_DIR", counts.toString());
		Server server = new Server((workers == 0) ? "plain" : workers + "-workers", counts, port, builder.start());
		try {
			server.awaitServing(Math.max(1, workers));
			return server;
		}
		catch (IOException | InterruptedException ex) {
			server.close();
			throw ex;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void awaitServing(int processes) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + START_PATIENCE.toNanos();
		while (served().size() < processes) {
			if (!this.process.isAlive() || System.nanoTime() - deadline > 0) {
				throw new IOException("It does not start:\n" + Files.readString(this.counts.resolve(".log")));
			}
			Thread.sleep(POLL_MILLIS);
		}
	}

	/**
	 * Return how many requests each process has served.
	 * @return the numbers by pid
	 * @throws IOException if they cannot be read
	 */
	Map<String, Long> served() throws IOException {
		Map<String, Long> served = new TreeMap<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.counts, "[0-9]*")) {
			for (Path file : files) {
				served.put(file.getFileName().toString(), Long.parseLong(Files.readString(file).trim()));
			}
		}
		return served;
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
			this.process.destroyForcibly();
		}
		FileSystemUtils.deleteRecursively(this.counts);
	}

}
