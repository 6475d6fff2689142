package io.coolnode.sample.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import redis.embedded.core.ExecutableProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis server that serves this machine alone, keeps nothing on disk and ends with this
 * process, even if that is killed: a shell between the two waits for the end of its
 * standard input, which the system closes with this process, then kills the server and
 * removes its files. The server has a session of its own where the system can do that, so
 * that Ctrl-C, which reaches all processes of a terminal, does not end it before the
 * workers have.
 */
final class EmbeddedRedis implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EmbeddedRedis.class);

	private static final String HOST = "127.0.0.1";

	private static final String READY = "Ready to accept connections";

	private static final int ATTEMPTS = 3;

	/**
	 * The words are the executable, the configuration and the directory of both.
	 */
	private static final String GUARD = """
			trap '' HUP INT TERM
			exec 3<&0 </dev/null
			if command -v setsid >/dev/null; then session=setsid; fi
			$session "$1" "$2" 3<&- &
			server=$!
			exec >/dev/null 2>&1
			{ read -r end <&3; kill -KILL "$server"; } &
			guard=$!
			wait "$server"
			kill -KILL "$guard"
			rm -rf "$3"
			""";

	private final Process guard;

	private final int port;

	private final String password;

	private EmbeddedRedis(Process guard, int port, String password) {
		this.guard = guard;
		this.port = port;
		this.password = password;
	}

	/**
	 * Start a server.
	 * @return the server, which is ready
	 */
	static EmbeddedRedis start() {
		for (int attempt = 1;; attempt++) {
			try {
				return startOnce();
			}
			catch (IOException ex) {
				if (attempt == ATTEMPTS) {
					throw new UncheckedIOException("The Redis of this sample does not start. Say where there is "
							+ "another one: --spring.data.redis.host=localhost", ex);
				}
				logger.debug("Redis does not start, perhaps since its port was taken meanwhile", ex);
			}
		}
	}

	private static EmbeddedRedis startOnce() throws IOException {
		Path directory = Files.createTempDirectory("coolnode-sample-redis-");
		try {
			int port = findPort();
			String password = UUID.randomUUID().toString();
			Path executable = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
			Path configuration = Files.writeString(directory.resolve("redis.conf"), """
					bind %s
					port %d
					requirepass %s
					dir "%s"
					save ""
					""".formatted(HOST, port, password, directory));
			Process guard = new ProcessBuilder("/bin/sh", "-c", GUARD, "redis-guard", executable.toString(),
					configuration.toString(), directory.toString())
				.redirectErrorStream(true)
				.start();
			EmbeddedRedis redis = new EmbeddedRedis(guard, port, password);
			redis.awaitReady();
			logger.info("Redis is ready on port " + port + ", with pid " + redis.serverPid());
			return redis;
		}
		catch (IOException ex) {
			FileSystemUtils.deleteRecursively(directory);
			throw ex;
		}
	}

	private static int findPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
	}

	private void awaitReady() throws IOException {
		BufferedReader output = this.guard.inputReader(StandardCharsets.UTF_8);
		StringBuilder printed = new StringBuilder();
		String line = output.readLine();
		while (line != null && !line.contains(READY)) {
			printed.append(line).append('\n');
			line = output.readLine();
		}
		if (line == null) {
			throw new IOException("Redis has ended: " + printed);
		}
		Thread reader = new Thread(() -> output.lines().forEach(logger::debug), "redis-output");
		reader.setDaemon(true);
		reader.start();
	}

	private long serverPid() {
		return this.guard.children()
			.filter((child) -> child.info().command().filter((command) -> command.contains("redis-server")).isPresent())
			.mapToLong(ProcessHandle::pid)
			.findFirst()
			.orElse(0);
	}

	String host() {
		return HOST;
	}

	int port() {
		return this.port;
	}

	String password() {
		return this.password;
	}

	/**
	 * End the server, and wait for its end.
	 */
	@Override
	public void close() throws IOException {
		this.guard.getOutputStream().close();
		try {
			this.guard.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
