package io.coolnode.it;

import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.HttpAnswer;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions in Redis, and caches, of two workers.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedStateIntegrationTests {

	private static final String UNREACHABLE = "RedisConnectionFailureException: Unable to connect to Redis";

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path directory;

	private static RedisServer redis;

	private static RunningApp app;

	@BeforeAll
	static void start() throws Exception {
		redis = new RedisServer(directory);
		app = apps
			.start(App.extracted("test.lounge")
				.workers(2)
				.with("cool.cache.evict-everywhere", true)
				.with("spring.data.redis.port", redis.port())
				.with("spring.data.redis.timeout", "2s"))
			.awaitReady();
	}

	@AfterAll
	static void stop() throws Exception {
		app.stop();
		redis.close();
	}

	@Test
	@Order(1)
	void sessionsWhenRedisIsDownAtTheStartFailClearlyUntilItIsUp() throws Exception {
		assertThat(logIn("A", "Ada", 1800).status()).isEqualTo(500);
		app.awaitLog(UNREACHABLE);
		assertThat(app.get("B", "/dish?name=soup").text()).startsWith("soup");
		redis.start();
		app.await("a login at each worker",
				() -> logIn("A", "Ada", 1800).status() == 200 && logIn("B", "Ada", 1800).status() == 200);
	}

	@Test
	@Order(2)
	void sessionWhenEitherWorkerIsKilledIsKeptByTheOther() {
		String cookie = cookie(logIn("A", "Ada", 1800));
		assertThat(me("A", cookie)).isEqualTo("Ada");
		assertThat(me("B", cookie)).isEqualTo("Ada");
		for (String code : new String[] { "A", "B" }) {
			WorkerRef victim = app.worker(code);
			Processes.signal("KILL", victim.pid());
			app.awaitGone(victim.pid(), Duration.ofSeconds(10));
			assertThat(me(code.equals("A") ? "B" : "A", cookie)).isEqualTo("Ada");
			app.awaitReplacement(victim);
			assertThat(me(code, cookie)).isEqualTo("Ada");
		}
	}

	@Test
	@Order(3)
	void sessionWhenLoggedOutOrExpiredIsUnknownEverywhere() {
		String left = cookie(logIn("A", "Ada", 1800));
		String brief = cookie(logIn("B", "Bob", 1));
		assertThat(me("B", left)).isEqualTo("Ada");
		app.send("B", HttpConnection.post("/logout", new byte[0]).header("Cookie", left));
		assertThat(me("A", left)).isEqualTo("nobody");
		assertThat(me("B", left)).isEqualTo("nobody");
		Awaitility.await("the end of a session that nobody uses")
			.pollInterval(Duration.ofMillis(1500))
			.until(() -> me("A", brief).equals("nobody"));
		assertThat(me("B", brief)).isEqualTo("nobody");
	}

	@Test
	@Order(4)
	void cacheWhenEvictedInOneWorkerIsEvictedInTheOther() {
		String first = app.get("B", "/dish?name=soup").text();
		String other = app.get("B", "/dish?name=cake").text();
		assertThat(app.get("B", "/dish?name=soup").text()).isEqualTo(first);
		app.post("A", "/dish/evict?name=soup", "");
		app.await("the eviction", () -> !app.get("B", "/dish?name=soup").text().equals(first));
		assertThat(app.get("B", "/dish?name=cake").text()).isEqualTo(other);
		app.post("A", "/dish/clear", "");
		app.await("the clearing", () -> !app.get("B", "/dish?name=cake").text().equals(other));
	}

	@Test
	@Order(5)
	void sessionsWhenRedisIsRestartedFailClearlyAndComeBack() throws Exception {
		String cookie = cookie(logIn("A", "Ada", 1800));
		redis.stop();
		HttpAnswer down = app.send("A", HttpConnection.get("/me").header("Cookie", cookie));
		assertThat(down.status()).isEqualTo(500);
		app.awaitLog("RedisCommandTimeoutException|QueryTimeoutException|RedisConnectionFailureException");
		redis.start();
		app.await("a login", () -> logIn("B", "Ada", 1800).status() == 200);
		String again = cookie(logIn("B", "Ada", 1800));
		app.await("the login in the other worker", () -> me("A", again).equals("Ada"));
	}

	private static HttpAnswer logIn(String code, String name, int seconds) {
		return app.post(code, "/login?name=" + name + "&seconds=" + seconds, "");
	}

	private static String cookie(HttpAnswer login) {
		assertThat(login.status()).isEqualTo(200);
		return login.headers().get("set-cookie").split(";")[0];
	}

	private static String me(String code, String cookie) {
		return app.send(code, HttpConnection.get("/me").header("Cookie", cookie)).text();
	}

}
