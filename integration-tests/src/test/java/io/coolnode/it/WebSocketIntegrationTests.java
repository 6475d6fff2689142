package io.coolnode.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * STOMP with the simple broker, and rooms, with three workers.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebSocketIntegrationTests {

	private static final List<String> WORKERS = List.of("A", "B", "C");

	private static final int COUNT = 300;

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path directory;

	private static RedisServer redis;

	private static RunningApp app;

	private final List<StompClient> clients = new ArrayList<>();

	@BeforeAll
	static void start() throws Exception {
		redis = new RedisServer(directory);
		redis.start();
		app = apps
			.start(App.extracted("test.lounge")
				.workers(3)
				.with("spring.data.redis.port", redis.port())
				.with("logging.level.io.coolnode.websocket.SharedSimpleBroker", "trace"))
			.awaitReady();
	}

	@AfterAll
	static void stop() throws Exception {
		app.stop();
		redis.close();
	}

	@AfterEach
	void disconnect() {
		this.clients.forEach(StompClient::close);
		for (String code : WORKERS) {
			app.await("nobody in worker " + code, () -> users(code).isEmpty());
		}
	}

	private StompClient connect(String code, String user) {
		StompClient client = StompClient.connect(app, code, user);
		this.clients.add(client);
		return client;
	}

	private StompClient open(String code, String path) {
		StompClient client = StompClient.open(app, code, path);
		this.clients.add(client);
		return client;
	}

	@Test
	@Order(1)
	void messageOfAnyWorkerReachesSubscribersOfAllOnceAndInOrder() {
		Map<String, StompClient> subscribers = new TreeMap<>();
		WORKERS.forEach((code) -> subscribers.put(code, connect(code, "user" + code).subscribe("/topic/news")));
		StompClient second = connect("A", "second").subscribe("/topic/news");
		awaitSubscribed("/topic/news", subscribers.values().toArray(StompClient[]::new));
		awaitSubscribed("/topic/news", second);
		Map<String, Integer> before = written();
		WORKERS.forEach((code) -> assertThat(send(code, "/topic/news", COUNT)).isEqualTo(200));
		subscribers.values().forEach((client) -> awaitNumbered(client, "/topic/news"));
		awaitNumbered(second, "/topic/news");
		Map<String, Integer> after = written();
		WORKERS.forEach(
				(code) -> assertThat(after.get(code) - before.get(code)).as("written in " + code).isEqualTo(COUNT));
		IntStream.range(0, COUNT).forEach((number) -> subscribers.get("A").send("/app/say/news", "said " + number));
		subscribers.get("A").send("/app/say/news", "end");
		List<String> said = IntStream.range(0, COUNT).mapToObj((number) -> "said " + number).toList();
		for (StompClient client : this.clients) {
			app.await("the last message", () -> client.messages("/topic/news").contains("end"));
			assertThat(client.messages("/topic/news").stream().filter((text) -> text.startsWith("said")))
				.containsExactlyElementsOf(said);
		}
	}

	private static void awaitNumbered(StompClient client, String destination) {
		for (String code : WORKERS) {
			app.await("the last message of " + code,
					() -> client.messages(destination).contains(numbered(code, COUNT)));
			assertThat(client.messages(destination)
				.stream()
				.filter((text) -> text.startsWith(prefix(code)) && !text.equals(numbered(code, 1))))
				.containsExactly(IntStream.rangeClosed(2, COUNT)
					.mapToObj((number) -> numbered(code, number))
					.toArray(String[]::new));
		}
	}

	private static String prefix(String code) {
		return "{\"text\":\"" + code + " ";
	}

	private static String numbered(String code, int number) {
		return prefix(code) + number + "\"}";
	}

	@Test
	@Order(2)
	void messageToAUserReachesItsSessionsInAllWorkers() {
		StompClient ada = connect("A", "ada").subscribe("/user/queue/whispers").subscribe("/user/queue/answers");
		StompClient alsoAda = connect("B", "ada").subscribe("/user/queue/whispers").subscribe("/user/queue/answers");
		StompClient bob = connect("C", "bob").subscribe("/user/queue/whispers").subscribe("/user/queue/answers");
		app.await("the answer", () -> {
			bob.send("/app/ask", "who?");
			return !bob.messages("/user/queue/answers").isEmpty();
		});
		assertThat(bob.messages("/user/queue/answers").get(0)).isEqualTo("who? bob C");
		app.await("whispers", () -> {
			bob.send("/app/whisper/ada", "psst");
			return !ada.messages("/user/queue/whispers").isEmpty()
					&& !alsoAda.messages("/user/queue/whispers").isEmpty();
		});
		bob.send("/app/whisper/ada", "last");
		app.await("the last", () -> ada.messages("/user/queue/whispers").contains("last")
				&& alsoAda.messages("/user/queue/whispers").contains("last"));
		assertThat(ada.messages("/user/queue/whispers").stream().filter("last"::equals)).hasSize(1);
		assertThat(bob.messages("/user/queue/whispers")).isEmpty();
		ada.send("/app/ask", "and I?");
		app.await("the answers", () -> ada.messages("/user/queue/answers").contains("and I? ada A")
				&& alsoAda.messages("/user/queue/answers").contains("and I? ada A"));
	}

	@Test
	@Order(3)
	void messageTravelsOnlyToWorkersWithSubscribers() {
		StompClient client = connect("A", "ada").subscribe("/topic/quiet");
		StompClient other = connect("C", "bob").subscribe("/topic/other");
		awaitSubscribed("/topic/quiet", client);
		awaitSubscribed("/topic/other", other);
		int before = app.log().lines("From worker B to /topic/quiet").size();
		send("B", "/topic/quiet", COUNT);
		send("B", "/topic/other", 1);
		app.await("all messages", () -> client.messages("/topic/quiet").contains(numbered("B", COUNT))
				&& !other.messages("/topic/other").isEmpty());
		List<String> lines = app.log().lines("From worker B to /topic/quiet");
		assertThat(lines.subList(before, lines.size())).hasSize(COUNT).allMatch((line) -> line.contains("[     A]"));
		assertThat(app.log().lines("From worker B to /topic/other")).noneMatch((line) -> line.contains("[     A]"));
	}

	@Test
	@Order(4)
	void heartbeatsComeFromTheServer() {
		StompClient client = connect("B", "ada");
		app.await("heartbeats", () -> client.heartbeats() >= 2);
	}

	@Test
	@Order(5)
	void transportsOfSockJsThatNeedOneWorkerAreRefused() {
		assertThat(app.post("A", "/sockjs/000/abcdef/xhr", "").status()).isEqualTo(501);
		assertThat(app.post("A", "/sockjs/000/abcdef/xhr_streaming", "").text()).contains("is refused")
			.contains("transports: ['websocket']");
		assertThat(app.get("A", "/sockjs/info").status()).isEqualTo(200);
		assertThat(app.log().lines("The SockJS transport")).hasSizeLessThanOrEqualTo(2).isNotEmpty();
	}

	@Test
	@Order(6)
	void roomsReachWebSocketsAndStreamsOfAllWorkers() throws Exception {
		StompClient first = open("A", "/plain?den");
		StompClient second = open("B", "/plain?den");
		OkHttpClient http = new OkHttpClient();
		List<Response> streams = new ArrayList<>();
		try (Response stream = stream(http, "C", "den", streams)) {
			app.await("a first message", () -> {
				app.post("C", "/rooms?room=den&count=1", "");
				return first.frames().findAny().isPresent() && second.frames().findAny().isPresent();
			});
			Map<String, Integer> before = written();
			app.post("C", "/rooms?room=den&count=" + COUNT, "");
			String last = numbered("C", COUNT);
			app.await("the last message",
					() -> first.frames().anyMatch(last::equals) && second.frames().anyMatch(last::equals));
			assertThat(second.frames())
				.endsWith(IntStream.rangeClosed(1, COUNT).mapToObj((i) -> numbered("C", i)).toArray(String[]::new));
			assertThat(written().get("C") - before.get("C")).isEqualTo(COUNT);
			first.sendText("from a browser");
			app.await("the text", () -> second.frames().anyMatch("from a browser"::equals));
			String line = stream.body().source().readUtf8Line();
			while (!line.equals("data:from a browser")) {
				line = stream.body().source().readUtf8Line();
			}
			assertThat(first.frames()).doesNotContain("from a browser");
		}
		finally {
			streams.forEach(Response::close);
			http.connectionPool().evictAll();
		}
	}

	private static Response stream(OkHttpClient http, String code, String room, List<Response> opened)
			throws Exception {
		Response response;
		do {
			Call call = http
				.newCall(new Request.Builder().url("http://127.0.0.1:" + app.port() + "/stream?room=" + room)
					.header("X-For", code)
					.header("Connection", "close")
					.build());
			response = call.execute();
			opened.add(response);
		}
		while (response.code() == 421);
		return response;
	}

	@Test
	@Order(7)
	void registryAndEventsSpeakOfAllWorkersAndForgetThoseWhoHaveEnded() {
		connect("A", "ada");
		StompClient bob = connect("B", "bob");
		StompClient eve = connect("C", "eve");
		for (String code : WORKERS) {
			app.await("all users in worker " + code, () -> users(code).equals("ada bob eve"));
		}
		assertThat(app.get("A", "/events").text()).contains("connected ada here\n", "connected eve C\n");
		WorkerRef killed = app.worker("C");
		Processes.signal("KILL", killed.pid());
		app.await("that eve is gone", () -> users("A").equals("ada bob") && users("B").equals("ada bob"));
		assertThat(eve.awaitClosed()).isEqualTo(1006);
		assertThat(app.get("B", "/events").text()).contains("disconnected 1006 eve C\n");
		app.awaitReplacement(killed);
		app.await("that the next worker knows all", () -> users("C").equals("ada bob"));
		WorkerRef drained = app.worker("B");
		Processes.signal("TERM", drained.pid());
		assertThat(bob.awaitClosed()).isEqualTo(1012);
		app.await("that bob is gone", () -> users("A").equals("ada") && users("C").equals("ada"));
		app.awaitReplacement(drained);
	}

	private static String users(String code) {
		return app.get(code, "/users").text();
	}

	private static int send(String code, String destination, int count) {
		return app.post(code, "/send?to=" + destination + "&count=" + count, "").status();
	}

	/**
	 * A subscription is known in other workers a moment later.
	 */
	private static void awaitSubscribed(String destination, StompClient... clients) {
		for (StompClient client : clients) {
			for (String code : WORKERS) {
				app.await("messages from " + code, () -> {
					send(code, destination, 1);
					return client.messages(destination).contains(numbered(code, 1));
				});
			}
		}
	}

	private static Map<String, Integer> written() {
		Map<String, Integer> written = new TreeMap<>();
		WORKERS.forEach((code) -> written.put(code, Integer.parseInt(app.get(code, "/written").text())));
		return written;
	}

}
