package io.coolnode.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Processes;

/**
 * A Redis that keeps nothing unless it is asked to, always on the same port.
 */
final class RedisServer implements AutoCloseable {

	private static final Path INSTALLED = Path.of("/usr/bin/redis-server");

	private final Path directory;

	private final int port;

	private List<String> options = List.of();

	private String executable;

	private Process process;

	/**
	 * Prepare a server, which does not run yet.
	 * @param directory where its files go
	 */
	RedisServer(Path directory) throws IOException {
		this.directory = directory;
		this.executable = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toString();
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = socket.getLocalPort();
		}
	}

	/**
	 * Use the release that is installed on this machine, if one is, and not the older one
	 * that the tests bring along.
	 */
	RedisServer installed() {
		if (Files.isExecutable(INSTALLED)) {
			this.executable = INSTALLED.toString();
		}
		return this;
	}

	/**
	 * Keep each change when the server is stopped and started again.
	 */
	RedisServer keepingData() {
		this.options = List.of("--appendonly", "yes", "--appendfsync", "always");
		return this;
	}

	int port() {
		return this.port;
	}

	/**
	 * Return how many records there are in streams.
	 * @param keys the pattern of their keys
	 */
	long records(String keys) {
		RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", this.port));
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			RedisCommands<String, String> redis = connection.sync();
			return redis.keys(keys).stream().mapToLong(redis::xlen).sum();
		}
		finally {
			client.shutdown();
		}
	}

	void start() throws IOException {
		Path log = this.directory.resolve("redis.log");
		Files.deleteIfExists(log);
		List<String> command = new ArrayList<>(List.of(this.executable, "--bind", "127.0.0.1", "--port",
				Integer.toString(this.port), "--save", "", "--dir", this.directory.toString()));
		command.addAll(this.options);
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Awaitility.await("Redis").until(() -> Files.readString(log).contains("Ready to accept connections"));
	}

	void stop() throws InterruptedException {
		Processes.signal("KILL", this.process.pid());
		this.process.waitFor();
		Awaitility.await("the end of Redis").until(() -> !HttpConnection.isListening(this.port));
	}

	@Override
	public void close() throws InterruptedException {
		if (this.process != null && this.process.isAlive()) {
			stop();
		}
	}

}
