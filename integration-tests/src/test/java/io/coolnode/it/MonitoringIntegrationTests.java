package io.coolnode.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Exposition;
import io.coolnode.it.harness.HttpAnswer;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.NotifyListener;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see of a cluster: metrics, health, probes, the endpoint and systemd.
 */
class MonitoringIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	private static final String HITS = "http_server_requests_seconds_count";

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(monitored("shared", 2)).awaitReady();
	}

	@BeforeEach
	void awaitAllReady() {
		app.await("all workers", () -> app.get("/actuator/health/cluster").text().contains("\"status\":\"UP\""));
	}

	private static App monitored(String name, int workers) {
		return App.extracted("test.ports")
			.named(name)
			.directory(apps.directory())
			.workers(workers)
			.with("management.endpoints.web.exposure.include", "*")
			.with("management.endpoints.access.default", "unrestricted")
			.with("management.endpoint.health.show-details", "always")
			.with("management.metrics.distribution.percentiles-histogram.http.server.requests", true);
	}

	@Test
	void scrapeOfAnyWorkerSpeaksForAllProcesses() {
		double a = scrape("A").sum(HITS, "uri=/echo,", "worker=A");
		double b = scrape("A").sum(HITS, "uri=/echo,", "worker=B");
		echo("A", 3);
		echo("B", 4);
		for (String code : List.of("A", "B")) {
			Exposition all = scrape(code);
			assertThat(all.sum(HITS, "uri=/echo,", "worker=A")).isEqualTo(a + 3);
			assertThat(all.sum(HITS, "uri=/echo,", "worker=B")).isEqualTo(b + 4);
			assertThat(all.value("coolnode_places", "state", "ready", "worker", "master")).isEqualTo(2);
			assertThat(Stream.of("A", "B", "master").map((each) -> all.value("process_uptime_seconds", "worker", each)))
				.doesNotContainNull();
			assertThat(all.value("coolnode_channel_messages_total", "direction", "sent", "worker", code)).isNotNull();
		}
		String meter = app.get("B", "/actuator/metrics/http.server.requests?tag=worker:A&tag=uri:/echo").text();
		assertThat(meter).contains("{\"statistic\":\"COUNT\",\"value\":" + (a + 3));
		assertThat(app.get("/actuator/metrics").text()).contains("\"coolnode.restarts\"", "\"jvm.memory.used\"");
		assertThat(app.get("/actuator/metrics/none.such").status()).isEqualTo(404);
	}

	@Test
	void scrapeIsNegotiatedAndLimitedAsBootDoes() {
		HttpAnswer open = app.send("A",
				HttpConnection.get("/actuator/prometheus").header("Accept", "application/openmetrics-text"));
		assertThat(open.headers().get("content-type")).startsWith("application/openmetrics-text");
		assertThat(open.text()).endsWith("# EOF\n").contains("worker=\"B\"");
		HttpAnswer some = app.get("/actuator/prometheus?includedNames=coolnode_places,process_uptime_seconds");
		assertThat(Exposition.parse(some.text()).families())
			.isEqualTo(Set.of("coolnode_places", "process_uptime_seconds"));
	}

	@Test
	void workerWhenKilledLeavesItsCountersAndNoGauges() {
		echo("B", 5);
		Exposition before = scrape("A");
		WorkerRef killed = app.worker("B");
		Processes.signal("KILL", killed.pid());
		app.await("a cluster without B", () -> app.get("A", "/actuator/health/cluster").text().contains("DEGRADED"));
		HttpAnswer health = app.get("A", "/actuator/health");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.text()).contains("DEGRADED");
		assertProbes("A");
		Exposition without = scrape("A");
		assertThat(without.series("worker=B", false)).isEmpty();
		assertNotBackwards(before, without);
		app.awaitReplacement(killed);
		echo("B", 2);
		Exposition after = scrape("B");
		assertNotBackwards(without, after);
		assertThat(after.sum(HITS, "uri=/echo,", "worker=B")).isEqualTo(before.sum(HITS, "uri=/echo,", "worker=B") + 2);
		assertThat(after.value("process_uptime_seconds", "worker", "B")).isNotNull();
		assertThat(after.value("coolnode_restarts_total", "reason", "killed", "worker", "master"))
			.isGreaterThanOrEqualTo(1);
		assertThat(app.get("/actuator/cluster").text()).contains("\"killed\":", "killed by SIGKILL");
	}

	@Test
	void workerWhenItHangsDelaysNobodyAndLeavesItsCounters() {
		echo("B", 1);
		Exposition before = scrape("A");
		long pid = app.worker("B").pid();
		Processes.signal("STOP", pid);
		try {
			Exposition during = scrapeOfLiving();
			assertThat(during.series("worker=B", false)).isEmpty();
			assertNotBackwards(before, during);
		}
		finally {
			Processes.signal("CONT", pid);
		}
		app.await("the gauges of B", () -> !scrape("A").series("worker=B", false).isEmpty());
	}

	/**
	 * Scrape while a worker is stopped, to which the kernel may give the connection.
	 */
	private static Exposition scrapeOfLiving() {
		for (int i = 0; i < 20; i++) {
			CompletableFuture<HttpAnswer> answer = CompletableFuture.supplyAsync(() -> app.get("/actuator/prometheus"));
			answer.completeOnTimeout(null, 10, TimeUnit.SECONDS);
			if (answer.join() != null && answer.join().status() == 200) {
				return Exposition.parse(answer.join().text());
			}
		}
		throw new AssertionError("Nobody answers");
	}

	@Test
	void restartIsAcceptedAndItsProgressCanBeRead() {
		List<WorkerRef> old = List.copyOf(app.workers().values());
		CompletableFuture<HttpAnswer> slow = CompletableFuture
			.supplyAsync(() -> app.get("A", "/echo?text=slow&millis=3000"));
		long id = change("restart", "{}");
		long next = change("restart", "{\"code\":\"A\"}");
		assertThat(next).isGreaterThan(id);
		assertThat(progress(id)).containsAnyOf("WAITING", "RUNNING");
		app.await("the end of the change", () -> {
			assertProbes(null);
			return progress(id).contains("\"DONE\"");
		});
		assertThat(slow.join().text()).isEqualTo("slow");
		assertThat(progress(id)).contains("2 of 2 places", "\"endedAt\":\"");
		app.await("the end of the next one", () -> progress(next).contains("\"DONE\""));
		old.forEach((worker) -> assertThat(app.worker(worker.code()).id()).isGreaterThan(worker.id()));
		assertThat(app.get("/actuator/cluster/changes/999").status()).isEqualTo(404);
		assertThat(scrape("A").value("coolnode_restarts_total", "reason", "asked", "worker", "master"))
			.isGreaterThanOrEqualTo(3);
		long more = change("scale", "{\"workers\":3}");
		app.await("the third worker", () -> progress(more).contains("\"DONE\""));
		echo("C", 2);
		Exposition three = scrape("A");
		assertThat(three.sum(HITS, "uri=/echo,", "worker=C")).isEqualTo(2);
		long fewer = change("scale", "{\"workers\":2}");
		app.await("two workers", () -> progress(fewer).contains("\"DONE\""));
		Exposition two = scrape("B");
		assertThat(two.series("worker=C", false)).isEmpty();
		assertNotBackwards(three, two);
		assertThat(app.send("A", json("/actuator/cluster/scale", "{\"workers\":0}")).status()).isEqualTo(400);
	}

	@Test
	void serviceManagerAndManagementPortWorkWithAllThis() throws IOException {
		int management = freePort();
		try (NotifyListener systemd = new NotifyListener("@coolnode-test-" + ProcessHandle.current().pid())) {
			RunningApp service = apps
				.start(monitored("service", 1).environment("NOTIFY_SOCKET", systemd.name())
					.environment("WATCHDOG_USEC", "3000000")
					.with("cool.server.port-sharing", "reuse-port")
					.with("cool.server.stop-delay", "3s")
					.with("management.server.port", management))
				.awaitReady();
			Awaitility.await()
				.untilAsserted(() -> assertThat(systemd.datagrams())
					.contains("READY=1\nSTATUS=1 workers on port " + service.port()));
			Exposition metrics = Exposition.parse(get(management, "/actuator/prometheus").text());
			assertThat(metrics.value("process_uptime_seconds", "worker", "A")).isNotNull();
			assertThat(metrics.value("process_uptime_seconds", "worker", "master")).isNotNull();
			assertThat(get(management, "/actuator/health/readiness").status()).isEqualTo(200);
			Awaitility.await().until(() -> systemd.datagrams().contains("WATCHDOG=1"));
			service.signal("HUP");
			service.await("the end of the restart",
					() -> systemd.datagrams().stream().filter((text) -> text.startsWith("READY=1")).count() == 2);
			assertThat(systemd.datagrams())
				.anyMatch((text) -> text.matches("RELOADING=1\nMONOTONIC_USEC=\\d+\nSTATUS=restart of all workers"));
			service.signal("TERM");
			service.await("readiness to be down", () -> get(management, "/actuator/health/readiness").status() == 503);
			assertThat(get(management, "/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(service.get("/echo?text=still").text()).isEqualTo("still");
			service.awaitExit();
			assertThat(systemd.datagrams()).contains("STOPPING=1\nSTATUS=The workers finish what they have");
		}
	}

	private static void echo(String code, int times) {
		for (int i = 0; i < times; i++) {
			assertThat(app.get(code, "/echo?text=x").text()).isEqualTo("x");
		}
	}

	private static Exposition scrape(String code) {
		HttpAnswer answer = app.get(code, "/actuator/prometheus");
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		return Exposition.parse(answer.text());
	}

	private static void assertProbes(String code) {
		for (String probe : List.of("liveness", "readiness")) {
			String path = "/actuator/health/" + probe;
			assertThat(((code != null) ? app.get(code, path) : app.get(path)).status()).as(probe).isEqualTo(200);
		}
	}

	private static void assertNotBackwards(Exposition before, Exposition after) {
		Map<String, Double> now = after.series("worker=", true);
		before.series("worker=", true)
			.forEach((series, value) -> assertThat(now.getOrDefault(series, -1.0)).as(series)
				.isGreaterThanOrEqualTo(value));
	}

	private static HttpConnection.Request json(String path, String body) {
		return HttpConnection.post(path, body.getBytes(StandardCharsets.UTF_8))
			.header("Content-Type", "application/json");
	}

	private static long change(String what, String body) {
		HttpAnswer answer = app.send("A", json("/actuator/cluster/" + what, body));
		assertThat(answer.status()).as(answer.text()).isEqualTo(202);
		Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(answer.text());
		assertThat(id.find()).isTrue();
		return Long.parseLong(id.group(1));
	}

	private static String progress(long id) {
		return app.get("/actuator/cluster/changes/" + id).text();
	}

	private static HttpAnswer get(int port, String path) {
		return HttpConnection.once(port, HttpConnection.get(path));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
