package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestMonitorValve}, in Tomcat.
 */
class RequestMonitorValveTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Tomcat tomcat = new Tomcat();

	private final RequestMonitorValve valve = new RequestMonitorValve();

	private final HttpClient client = HttpClient.newHttpClient();

	private final BlockingQueue<AsyncContext> started = new LinkedBlockingQueue<>();

	@BeforeEach
	void start(@TempDir Path directory) throws LifecycleException {
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getEngine().getPipeline().addValve(this.valve);
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "servlet", new AsyncServlet()).setAsyncSupported(true);
		context.addServletMappingDecoded("/", "servlet");
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void streamOfEventsWhenDrainingEnds() throws Exception {
		CompletableFuture<HttpResponse<String>> answer = get("/?type=text/event-stream", "*/*");
		awaitStarted();
		assertThat(this.valve.describeInService()).singleElement()
			.asString()
			.matches("GET / for \\d+ ms, asynchronously");
		this.valve.onDrain();
		assertThat(body(answer)).isEqualTo("begun");
		awaitNoneInService();
	}

	@Test
	void streamOfEventsWhenItHasNotSaidSoYetEndsWithItsType() throws Exception {
		CompletableFuture<HttpResponse<String>> answer = get("/", "text/event-stream");
		awaitStarted();
		this.valve.onDrain();
		assertThat(body(answer)).isEmpty();
		assertThat(answer.get().headers().firstValue("Content-Type")).contains("text/event-stream");
		awaitNoneInService();
	}

	@Test
	void streamOfEventsWhenItBeginsWhileDrainingEnds() throws Exception {
		this.valve.onDrain();
		assertThat(body(get("/?type=text/event-stream", "*/*"))).isEqualTo("begun");
		awaitNoneInService();
	}

	@Test
	void asynchronousRequestWhenDrainingGoesOn() throws Exception {
		CompletableFuture<HttpResponse<String>> answer = get("/?type=text/plain", "*/*");
		AsyncContext context = awaitStarted();
		this.valve.onDrain();
		context.getResponse().getWriter().write(" and done");
		context.complete();
		assertThat(body(answer)).isEqualTo("begun and done");
		awaitNoneInService();
	}

	private CompletableFuture<HttpResponse<String>> get(String path, String accept) {
		URI uri = URI.create("http://localhost:" + this.tomcat.getConnector().getLocalPort() + path);
		return this.client.sendAsync(HttpRequest.newBuilder(uri).header("Accept", accept).timeout(PATIENCE).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private AsyncContext awaitStarted() throws InterruptedException {
		AsyncContext context = this.started.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		Awaitility.await().until(() -> this.valve.describeInService().toString().contains("asynchronously"));
		return context;
	}

	private void awaitNoneInService() {
		Awaitility.await().until(() -> this.valve.countInService() == 0);
	}

	private static String body(CompletableFuture<HttpResponse<String>> answer) throws Exception {
		return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body();
	}

	/**
	 * Begins an answer if it is told a type for it, and does not end it.
	 */
	private final class AsyncServlet extends HttpServlet {

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			AsyncContext context = request.startAsync();
			context.setTimeout(0);
			String type = request.getParameter("type");
			if (type != null) {
				response.setContentType(type);
				response.getWriter().write("begun");
				response.flushBuffer();
			}
			RequestMonitorValveTests.this.started.add(context);
		}

	}

}
