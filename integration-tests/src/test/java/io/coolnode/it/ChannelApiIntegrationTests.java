package io.coolnode.it;

import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.HttpAnswer;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each call of the channel promises, between processes.
 */
class ChannelApiIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	/**
	 * The system's own buffers of the two connections on the way may have up to 72 MB
	 * where tcp_rmem allows 32 MB.
	 */
	private static final long MOST_BYTES_HELD = 100_000_000;

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps
			.start(App.test()
				.workers(2)
				.with("test.api", true)
				.with("cool.channel.buffer-size", "1MB")
				.with("cool.channel.max-message-size", "256KB")
				.with("cool.channel.send-timeout", "500ms")
				.with("cool.channel.request-timeout", "3s"))
			.awaitReady();
	}

	@Test
	void requestsAreAnsweredByWhomeverTheyAreFor() {
		WorkerRef a = app.worker("A");
		WorkerRef b = app.worker("B");
		assertThat(request("B", "api.upper", "tea")).isEqualTo("B answered TEA for A");
		assertThat(request("A", "api.upper", "tea")).isEqualTo("A answered TEA for A");
		assertThat(request("master", "api.upper", "tea")).isEqualTo("master answered TEA for A");
		assertThat(request(Long.toString(b.id()), "api.upper", "tea")).isEqualTo("B answered TEA for A");
		assertThat(request(Long.toString(a.pid()), "api.upper", "tea")).isEqualTo("A answered TEA for A");
		assertThat(request("B", "api.text", "tea")).isEqualTo("B answered nothing");
		assertThat(request("B", "api.heard", "")).contains("text tea");
	}

	@Test
	void requestsFailWithTheReason() {
		assertThat(request("B", "api.nothing", "")).startsWith("NO_HANDLER: ").contains("'api.nothing'");
		assertThat(request("B", "api.throws", "")).startsWith("HANDLER_FAILED: ").contains("out of tea");
		assertThat(request("master", "api.throws", "")).startsWith("HANDLER_FAILED: ").contains("out of tea");
		app.awaitLog("A handler of 'api.throws' from Sender\\[code=A.*failed");
		assertThat(request("B", "api.never", "")).startsWith("TIMEOUT: ").contains("3000 ms");
		assertThat(request("B", "api.late", "")).isEqualTo("B answered in time");
	}

	@Test
	void requestsFailAtOnceWhenTheirTargetDiesAndItsNumbersAreUnknownThen() throws Exception {
		WorkerRef old = app.worker("B");
		CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> request("B", "api.never", ""));
		assertThat(request("B", "api.upper", "tea")).isEqualTo("B answered TEA for A");
		Processes.signal("KILL", old.pid());
		assertThat(waiting.get()).startsWith("TARGET_GONE: ").contains("worker " + old.id() + " ended");
		WorkerRef next = app.awaitReplacement(old);
		for (long number : new long[] { old.id(), old.pid() }) {
			assertThat(post("/api/emit?event=api.text&to=" + number, "x").text()).startsWith("UnknownTargetException: ")
				.contains(Long.toString(number));
		}
		assertThat(post("/api/emit?event=api.text&to=Q", "x").text()).startsWith("UnknownTargetException: ");
		assertThat(request("B", "api.heard", "")).isEqualTo("B answered [ready]");
		app.await("the events in the master",
				() -> request("master", "api.heard", "").contains("WorkerReadyEvent B " + next.id()));
		assertThat(request("master", "api.heard", ""))
			.contains("WorkerExitedEvent B " + old.id() + " 137 false, WorkerReadyEvent B " + next.id())
			.containsOnlyOnce("ClusterReadyEvent")
			.containsOnlyOnce("WorkerReadyEvent A ");
		assertThat(request("A", "api.heard", "")).doesNotContain("Event");
	}

	@Test
	void handlersGetWhatTheyAskFor() {
		assertThat(post("/api/typed?to=B&text=tea&number=3", "").status()).isEqualTo(200);
		post("/api/emit?to=*&event=api.once", "first");
		post("/api/emit?to=*&event=api.once", "second");
		app.await("the message in B", () -> request("B", "api.heard", "").contains("typed tea 3"));
		assertThat(request("B", "api.heard", "")).contains("once first").doesNotContain("once second");
		assertThat(request("A", "api.heard", "")).contains("once first").doesNotContain("once second");
		assertThat(request("master", "api.heard", "")).doesNotContain("once");
	}

	@Test
	void bytesTravelAsTheyAre() {
		byte[] bytes = new byte[200_000];
		new Random(1).nextBytes(bytes);
		byte[] reversed = app.send("A", HttpConnection.post("/api/bytes?to=B", bytes)).body();
		assertThat(reversed).hasSameSizeAs(bytes);
		assertThat(app.send("A", HttpConnection.post("/api/bytes?to=master", reversed)).body()).isEqualTo(bytes);
	}

	@Test
	void messagesThatCannotBeSentAreRefusedAtTheCall() {
		assertThat(post("/api/emit?to=B&event=api.text", "x".repeat(300_000)).text())
			.startsWith("MessageTooLargeException: ")
			.contains("'api.text'");
		assertThat(post("/api/unwritable", "").text()).startsWith("IllegalArgumentException: ").contains("as JSON");
		assertThat(post("/api/emit?to=B&event=ready", "").text()).startsWith("IllegalArgumentException: ")
			.contains("reserved");
		assertThat(post("/api/emit?to=*&event=coolnode.x", "").text()).startsWith("IllegalArgumentException: ")
			.contains("reserved");
		assertThat(post("/api/request?to=B&event=ready", "").text()).startsWith("IllegalArgumentException: ");
	}

	@Test
	void messagesToAWorkerThatTakesNoneAreRefusedInTimeAndNoneThatWasTakenIsLost() {
		WorkerRef a = app.worker("A");
		WorkerRef b = app.worker("B");
		Processes.signal("STOP", b.pid());
		String taken;
		try {
			app.await("a stopped worker", () -> Processes.state(b.pid()).equals("T"));
			taken = post("/api/fill?to=B", "").text();
			assertThat(post("/api/fill?to=B", "").text()).isEqualTo("0");
			assertThat(post("/api/emit?to=*&event=api.text", "x").text()).startsWith("ChannelOverflowException: ");
			assertThat(request("master", "api.upper", "tea")).isEqualTo("master answered TEA for A");
			assertThat(request("A", "api.upper", "tea")).isEqualTo("A answered TEA for A");
			assertThat(Long.parseLong(taken) * 10_000).isBetween(1_000_000L, MOST_BYTES_HELD);
		}
		finally {
			Processes.signal("CONT", b.pid());
		}
		app.await("all messages in B",
				() -> app.get("B", "/channel/received")
					.text()
					.contains("numbered A/%d %s %s 0".formatted(a.id(), taken, taken)));
		assertThat(request("B", "api.upper", "tea")).isEqualTo("B answered TEA for A");
	}

	private static String request(String to, String event, String text) {
		return post("/api/request?to=" + to + "&event=" + event, text).text();
	}

	private static HttpAnswer post(String path, String body) {
		return app.post("A", path, body);
	}

}
