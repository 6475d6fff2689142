package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.cluster.LoadTable;
import io.coolnode.cluster.WorkerLoad;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadValve} and what it counts, in Tomcat and with real clients.
 */
class LoadValveTests {

	private static final String CLOSE = "Connection: close";

	private final LoadTable table = LoadTable.create(ByteBuffer.allocateDirect(LoadTable.SIZE));

	private final WorkerLoad own = new WorkerLoad(this.table, this.table.take());

	private final WorkerLoad other = new WorkerLoad(this.table, this.table.take());

	private final AtomicLong clock = new AtomicLong();

	private final Tomcat tomcat = new Tomcat();

	private final SharedPortProtocol protocol = new SharedPortProtocol();

	private ServerSocketChannel socket;

	@BeforeEach
	void start(@TempDir Path directory) throws IOException, LifecycleException {
		this.socket = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.protocol.accept(new InheritedPort(() -> this.socket, Runnable::run, new AcceptDelay(WorkerLoad.alone())),
				this.own);
		this.protocol.addUpgradeProtocol(new Http2Protocol());
		this.tomcat.setBaseDir(directory.toString());
		Connector connector = new Connector(this.protocol);
		connector.setPort(this.socket.socket().getLocalPort());
		this.tomcat.setConnector(connector);
		this.tomcat.getEngine()
			.getPipeline()
			.addValve(new LoadValve(this.own, new Shedding(this.own, this.clock::get)));
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "servlet", new PlainServlet());
		context.addServletMappingDecoded("/", "servlet");
		this.tomcat.start();
		this.protocol.traffic().open();
		this.other.accepting(true);
	}

	@AfterEach
	void stop() throws IOException, LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
		this.socket.close();
	}

	@Test
	void connectionWhenOpenIsCountedUntilItIsClosed() throws IOException {
		try (Client first = new Client(); Client second = new Client()) {
			first.exchange("");
			second.exchange("");
			// this worker has 2, so another one with 3 is busier by 1
			connectOther(3);
			assertThat(this.other.isBusierThanAnother()).isTrue();
			assertThat(this.own.isBusierThanAnother()).isFalse();
			this.other.connectionClosed();
			assertThat(this.other.isBusierThanAnother()).isFalse();
			this.other.connectionClosed();
			assertThat(this.own.isBusierThanAnother()).isTrue();
		}
		this.other.connectionClosed();
		Awaitility.await().until(() -> !this.own.isBusierThanAnother());
		connectOther(1);
		assertThat(this.other.isBusierThanAnother()).isTrue();
	}

	@Test
	void answerWhenThisWorkerHasItsShareKeepsTheConnection() throws IOException {
		try (Client client = new Client()) {
			connectOther(1);
			for (int i = 0; i < 3; i++) {
				assertThat(client.exchange("")).doesNotContain(CLOSE);
				passASecond();
			}
		}
	}

	@Test
	void answerWhenThisWorkerHasMoreThanItsShareEndsOneConnectionAtATime() throws IOException {
		try (Client first = new Client();
				Client second = new Client();
				Client third = new Client();
				Client fourth = new Client()) {
			List<Client> clients = List.of(first, second, third, fourth);
			for (Client client : clients) {
				assertThat(client.exchange("")).doesNotContain(CLOSE);
			}
			passASecond();
			connectOther(4);
			assertThat(fourth.exchange("")).doesNotContain(CLOSE);
			disconnectOther(4);
			passASecond();
			assertThat(first.exchange("")).doesNotContain(CLOSE);
			passASecond();
			assertThat(first.exchange("Upgrade: something\r\n")).doesNotContain(CLOSE);
			passASecond();
			assertThat(second.exchange("")).contains(CLOSE);
			assertThat(second.isEnded()).isTrue();
			assertThat(third.exchange("")).doesNotContain(CLOSE);
			connectOther(2);
			passASecond();
			passASecond();
			assertThat(fourth.exchange("")).doesNotContain(CLOSE);
		}
	}

	@Test
	void streamWhenThisWorkerHasMoreThanItsShareIsTheLastOfItsConnection() throws IOException {
		OkHttpClient client = new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
			.readTimeout(Duration.ofSeconds(20))
			.build();
		try (Client kept = new Client(); Client keptToo = new Client()) {
			kept.exchange("");
			keptToo.exchange("");
			String before = get(client);
			assertThat(get(client)).isEqualTo(before);
			passASecond();
			get(client);
			Awaitility.await().until(() -> !get(client).equals(before));
		}
		finally {
			client.connectionPool().evictAll();
		}
	}

	private String get(OkHttpClient client) throws IOException {
		Request request = new Request.Builder().url("http://127.0.0.1:" + this.socket.socket().getLocalPort() + "/")
			.build();
		try (Response response = client.newCall(request).execute()) {
			assertThat(response.code()).isEqualTo(200);
			return response.body().string();
		}
	}

	private void connectOther(int count) {
		for (int i = 0; i < count; i++) {
			this.other.connectionOpened();
		}
	}

	private void disconnectOther(int count) {
		for (int i = 0; i < count; i++) {
			this.other.connectionClosed();
		}
	}

	private void passASecond() {
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
	}

	/**
	 * Answers with the port of the client, by which connections are told apart.
	 */
	private static final class PlainServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().write("port " + request.getRemotePort());
		}

	}

	/**
	 * One connection.
	 */
	private final class Client implements AutoCloseable {

		private final Socket connection = new Socket(InetAddress.getLoopbackAddress(),
				LoadValveTests.this.socket.socket().getLocalPort());

		private Client() throws IOException {
			this.connection.setSoTimeout(20_000);
		}

		private String exchange(String header) throws IOException {
			String request = "GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
			this.connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			StringBuilder answer = new StringBuilder();
			String end = "port " + this.connection.getLocalPort();
			while (answer.indexOf(end) < 0) {
				int next = this.connection.getInputStream().read();
				assertThat(next).as(answer.toString()).isNotNegative();
				answer.append((char) next);
			}
			return answer.toString();
		}

		private boolean isEnded() throws IOException {
			return this.connection.getInputStream().read() < 0;
		}

		@Override
		public void close() throws IOException {
			this.connection.close();
		}

	}

}
