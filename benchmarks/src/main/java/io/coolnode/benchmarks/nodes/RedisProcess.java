package io.coolnode.benchmarks.nodes;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import redis.embedded.core.ExecutableProvider;

import org.springframework.util.FileSystemUtils;

import io.coolnode.benchmarks.Waiting;

/**
 * A Redis of the benchmark's own, which keeps nothing.
 */
final class RedisProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private final Path directory;

	private RedisProcess(Process process, int port, Path directory) {
		this.process = process;
		this.port = port;
		this.directory = directory;
	}

	static RedisProcess start() throws IOException {
		Path directory = Files.createTempDirectory("coolnode-redis");
		File executable = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		Process process = new ProcessBuilder(executable.toString(), "--bind", "127.0.0.1", "--port",
				Integer.toString(port), "--save", "", "--dir", directory.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("redis.log").toFile())
			.start();
		Waiting.until(() -> isListening(port));
		return new RedisProcess(process, port, directory);
	}

	private static boolean isListening(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	String uri() {
		return "redis://127.0.0.1:" + this.port;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.destroyForcibly().waitFor();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
