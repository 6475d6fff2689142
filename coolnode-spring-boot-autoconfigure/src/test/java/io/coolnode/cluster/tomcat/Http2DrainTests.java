package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.cluster.WorkerLoad;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Http2Drain}, in Tomcat and with a real client.
 */
class Http2DrainTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration IDLE = Duration.ofMillis(50);

	private final Tomcat tomcat = new Tomcat();

	private final SharedPortProtocol protocol = new SharedPortProtocol();

	private final Http2Protocol http2 = new Http2Protocol();

	private final OkHttpClient client = new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
		.readTimeout(PATIENCE)
		.build();

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private ServerSocketChannel socket;

	@BeforeEach
	void start(@TempDir Path directory) throws IOException, LifecycleException {
		this.socket = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		WorkerLoad load = WorkerLoad.alone();
		this.protocol.accept(new InheritedPort(() -> this.socket, Runnable::run, new AcceptDelay(load)), load);
		this.protocol.addUpgradeProtocol(this.http2);
		this.tomcat.setBaseDir(directory.toString());
		Connector connector = new Connector(this.protocol);
		connector.setPort(this.socket.socket().getLocalPort());
		this.tomcat.setConnector(connector);
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "servlet", new SlowServlet());
		context.addServletMappingDecoded("/", "servlet");
		this.tomcat.start();
		this.protocol.traffic().open();
	}

	@AfterEach
	void stop() throws IOException, LifecycleException {
		this.release.countDown();
		this.tomcat.stop();
		this.tomcat.destroy();
		this.socket.close();
		this.client.connectionPool().evictAll();
	}

	@Test
	void drainWhenAConnectionIsIdleClosesIt() throws Exception {
		assertThat(get("quick").get()).isEqualTo("h2_prior_knowledge 200 quick");
		assertThat(this.protocol.traffic().drain(PATIENCE, IDLE)).isZero();
	}

	@Test
	void drainWhenAStreamIsOpenServesItFirst() throws Exception {
		get("quick").get();
		CompletableFuture<String> slow = get("slow");
		this.entered.await();
		assertThat(this.protocol.traffic().drain(Duration.ofMillis(700), IDLE)).isOne();
		assertThat(slow).isNotDone();
		this.release.countDown();
		assertThat(this.protocol.traffic().drain(PATIENCE, IDLE)).isZero();
		assertThat(slow).succeedsWithin(PATIENCE).isEqualTo("h2_prior_knowledge 200 slow");
	}

	@Test
	void openGivesStreamsThatCrossTheirEndMoreTime() {
		assertThat(Duration.ofNanos(this.http2.getDrainTimeout())).isEqualTo(Duration.ofSeconds(5));
	}

	private CompletableFuture<String> get(String path) {
		Request request = new Request.Builder()
			.url("http://127.0.0.1:" + this.socket.socket().getLocalPort() + "/" + path)
			.build();
		return CompletableFuture.supplyAsync(() -> {
			try (Response response = this.client.newCall(request).execute()) {
				return response.protocol() + " " + response.code() + " " + response.body().string();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	/**
	 * Answers with the last word of the path, and to some requests later.
	 */
	private final class SlowServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			String word = request.getRequestURI().substring(1);
			if (word.equals("slow")) {
				Http2DrainTests.this.entered.countDown();
				try {
					Http2DrainTests.this.release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			response.getWriter().write(word);
		}

	}

}
