package io.coolnode.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What workers share, between two machines whose workers have the same codes and ids.
 */
class SharingMachinesIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path directory;

	private static RedisServer redis;

	private static RunningApp one;

	private static RunningApp two;

	private final List<StompClient> clients = new ArrayList<>();

	@BeforeAll
	static void start() throws Exception {
		redis = new RedisServer(directory);
		redis.start();
		one = startMachine("one");
		two = startMachine("two");
		one.awaitReady();
		two.awaitReady();
	}

	private static RunningApp startMachine(String node) {
		return apps.start(App.extracted("test.lounge")
			.named(node)
			.workers(1)
			.with("cool.server.node", node)
			.with("cool.channel.redis.enabled", true)
			.with("cool.cache.evict-everywhere", true)
			.with("spring.data.redis.port", redis.port()));
	}

	@AfterAll
	static void stop() throws Exception {
		one.stop();
		two.stop();
		redis.close();
	}

	@AfterEach
	void disconnect() {
		this.clients.forEach(StompClient::close);
	}

	private StompClient keep(StompClient client) {
		this.clients.add(client);
		return client;
	}

	@Test
	void stompReachesSubscribersAndUsersOfBothMachinesOnce() {
		StompClient ada = keep(StompClient.connect(one, "A", "Ada")).subscribe("/topic/news")
			.subscribe("/user/queue/whispers");
		StompClient bob = keep(StompClient.connect(two, "A", "Bob")).subscribe("/topic/news")
			.subscribe("/user/queue/whispers");
		one.await("both users", () -> users(one).equals("Ada Bob") && users(two).equals("Ada Bob"));
		one.await("the first news of Bob", () -> {
			bob.send("/app/say/news", "first");
			return ada.messages("/topic/news").contains("first") && bob.messages("/topic/news").contains("first");
		});
		two.await("the first whisper to Bob", () -> {
			ada.send("/app/whisper/Bob", "hush");
			return !bob.messages("/user/queue/whispers").isEmpty();
		});
		ada.send("/app/say/news", "from Ada");
		ada.send("/app/whisper/Bob", "to Bob");
		bob.send("/app/say/news", "from Bob");
		bob.send("/app/whisper/Ada", "to Ada");
		one.await("what Bob has sent", () -> ada.messages("/topic/news").contains("from Bob")
				&& ada.messages("/user/queue/whispers").contains("to Ada"));
		two.await("what Ada has sent", () -> bob.messages("/topic/news").contains("from Ada")
				&& bob.messages("/user/queue/whispers").contains("to Bob"));
		assertThat(ada.messages("/topic/news")).containsOnlyOnce("from Ada", "from Bob");
		assertThat(bob.messages("/topic/news")).containsOnlyOnce("from Ada", "from Bob");
		assertThat(ada.messages("/user/queue/whispers")).containsExactly("to Ada");
		assertThat(bob.messages("/user/queue/whispers")).containsOnlyOnce("to Bob");
		assertThat(one.get("A", "/events").text()).contains("connected Bob two/A");
		bob.close();
		one.await("the end of Bob's session", () -> users(one).equals("Ada"));
	}

	@Test
	void roomHasMembersOnBothMachines() {
		StompClient here = keep(StompClient.open(one, "A", "/plain?lobby"));
		StompClient there = keep(StompClient.open(two, "A", "/plain?lobby"));
		one.await("a word to the other machine", () -> {
			here.sendText("hello");
			return there.frames().anyMatch("hello"::equals);
		});
		two.await("a word back", () -> {
			there.sendText("goodbye");
			return here.frames().anyMatch("goodbye"::equals);
		});
		assertThat(here.frames()).doesNotContain("hello");
	}

	@Test
	void cacheWhenEvictedOnOneMachineIsEvictedOnTheOther() {
		String first = two.get("A", "/dish?name=soup").text();
		assertThat(two.get("A", "/dish?name=soup").text()).isEqualTo(first);
		two.await("the eviction", () -> {
			one.post("A", "/dish/evict?name=soup", "");
			return !two.get("A", "/dish?name=soup").text().equals(first);
		});
	}

	private static String users(RunningApp app) {
		return app.get("A", "/users").text();
	}

}
