package io.coolnode.benchmarks.port;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.coolnode.benchmarks.Results;

/**
 * Clients on blocking sockets, a thread each, in the measuring process.
 */
final class LoadClients {

	private static final int MAX_TIMES = 2_000_000;

	private final int port;

	private final Scenario scenario;

	private final byte[] request;

	private final LongAdder failed = new LongAdder();

	LoadClients(int port, Scenario scenario) {
		this.port = port;
		this.scenario = scenario;
		this.request = ("GET /" + scenario.path() + " HTTP/1.1\r\nHost: localhost\r\n"
				+ (scenario.kept() ? "" : "Connection: close\r\n") + "\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	Sample run(Duration duration) throws InterruptedException {
		int clients = this.scenario.clients();
		long[][] times = new long[clients][];
		CountDownLatch done = new CountDownLatch(clients);
		long begin = System.nanoTime();
		long end = begin + duration.toNanos();
		for (int i = 0; i < clients; i++) {
			int client = i;
			new Thread(() -> {
				times[client] = requests(end);
				done.countDown();
			}, "client-" + i).start();
		}
		done.await();
		long nanos = System.nanoTime() - begin;
		long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).toArray();
		if (all.length == 0) {
			throw new IllegalStateException("Nothing was answered");
		}
		return new Sample(all.length * 1e9 / nanos, Results.percentileMicros(all, 0.5),
				Results.percentileMicros(all, 0.99), this.failed.sum());
	}

	private long[] requests(long end) {
		long[] times = new long[MAX_TIMES / this.scenario.clients()];
		int count = 0;
		Connection connection = null;
		while (System.nanoTime() - end < 0 && count < times.length) {
			try {
				long begin = System.nanoTime();
				if (connection == null) {
					connection = new Connection(this.port);
				}
				boolean kept = connection.exchange(this.request);
				times[count++] = System.nanoTime() - begin;
				if (!kept) {
					connection.close();
					connection = null;
				}
			}
			catch (IOException ex) {
				this.failed.increment();
				connection = null;
			}
		}
		close(connection);
		return Arrays.copyOf(times, count);
	}

	private void close(@Nullable Connection connection) {
		try {
			if (connection != null) {
				connection.close();
			}
		}
		catch (IOException ex) {
			this.failed.increment();
		}
	}

	/**
	 * One connection.
	 */
	private static final class Connection {

		private final Socket socket;

		private final InputStream in;

		Connection(int port) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setTcpNoDelay(true);
			this.in = new BufferedInputStream(this.socket.getInputStream());
		}

		/**
		 * Send a request and read the answer.
		 * @param request the request
		 * @return whether the connection may be used again
		 * @throws IOException if there was no good answer
		 */
		boolean exchange(byte[] request) throws IOException {
			this.socket.getOutputStream().write(request);
			String status = line();
			if (!status.startsWith("HTTP/1.1 200")) {
				throw new IOException("Not a good answer: " + status);
			}
			int length = 0;
			boolean kept = true;
			for (String line = line(); !line.isEmpty(); line = line()) {
				String header = line.toLowerCase(Locale.ROOT);
				if (header.startsWith("content-length:")) {
					length = Integer.parseInt(header.substring("content-length:".length()).trim());
				}
				kept &= !header.equals("connection: close");
			}
			if (this.in.readNBytes(length).length < length) {
				throw new EOFException("The answer was cut");
			}
			return kept;
		}

		private String line() throws IOException {
			StringBuilder line = new StringBuilder();
			for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
				if (next < 0) {
					throw new EOFException("The connection was closed");
				}
				if (next != '\r') {
					line.append((char) next);
				}
			}
			return line.toString();
		}

		void close() throws IOException {
			this.socket.close();
		}

	}

}
