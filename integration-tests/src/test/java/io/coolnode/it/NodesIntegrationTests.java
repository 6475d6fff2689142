package io.coolnode.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Machines that Redis connects: each is a master with workers, on the loopback address.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesIntegrationTests {

	/**
	 * How long a machine may be silent. Pauses are twice as long.
	 */
	private static final Duration MEMBER_TIMEOUT = Duration.ofSeconds(Endurance.choose(3, 10));

	private static final long PAUSE_MILLIS = 2 * MEMBER_TIMEOUT.toMillis();

	private static final int RATE = 500;

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path directory;

	private static RedisServer redis;

	private static Tunnel tunnel;

	private static RunningApp one;

	private static RunningApp two;

	@BeforeAll
	static void start() throws Exception {
		redis = new RedisServer(directory).installed().keepingData();
		redis.start();
		tunnel = new Tunnel(redis.port());
		one = apps.start(machine("one"));
		two = apps.start(machine("two").with("spring.data.redis.port", tunnel.port()));
		one.awaitReady();
		two.awaitReady();
		one.awaitLog("Welcome, two");
		two.awaitLog("Welcome, one");
	}

	private static App machine(String name) {
		return App.extracted("test.lounge")
			.named(name)
			.workers(2)
			.with("cool.server.node", name)
			.with("cool.channel.redis.enabled", true)
			.with("cool.channel.redis.member-timeout", MEMBER_TIMEOUT.toSeconds() + "s")
			.with("cool.channel.redis.secret", "a secret of the test")
			.with("spring.data.redis.port", redis.port());
	}

	@AfterAll
	static void stop() throws Exception {
		try {
			one.stop();
		}
		finally {
			tunnel.close();
			redis.close();
		}
	}

	@Test
	@Order(1)
	void workersOfAllMachinesAreKnownAndReached() {
		List<String> known = List.of("A on one READY", "B on one READY", "two/A on two READY", "two/B on two READY");
		one.await("all workers", () -> one.get("A", "/mail/workers").text().lines().toList().equals(known));
		two.await("all workers", () -> two.get("B", "/mail/workers").text().contains("one/B on one READY"));
		assertThat(ask(one, "two/B")).isEqualTo("B " + two.worker("B").pid());
		assertThat(ask(one, "two/master")).isEqualTo("master " + two.pid());
		assertThat(ask(one, "B")).isEqualTo("B " + one.worker("B").pid());
		assertThat(ask(one, "three/A")).contains("UnknownTargetException");
		assertThat(one.get("A", "/mail/ask?to=two/A&event=nothing").text()).contains("no handler listens to it");
	}

	@Test
	@Order(2)
	void messagesReachTheirReceiversOnceAndInOrder() {
		send(two, "everybody", "*", 2000);
		send(one, "b", "two/B", 2000);
		for (String code : List.of("A", "B")) {
			awaitMail(one, code, "everybody", "two/A", 2000);
			awaitMail(two, code, "everybody", "A", 2000);
		}
		awaitMail(two, "B", "b", "one/A", 2000);
		assertThat(two.get("A", "/mail").text()).doesNotContain("b from");
	}

	@Test
	@Order(3)
	void thirdMachineIsReachedByBothOthers() {
		RunningApp three = apps.start(machine("three"));
		three.awaitReady();
		for (RunningApp app : List.of(one, two)) {
			app.await("machine three", () -> ask(app, "three/B").equals("B " + three.worker("B").pid()));
		}
		send(two, "three", "*", 500);
		send(three, "three", "*", 500);
		for (String code : List.of("A", "B")) {
			awaitMail(one, code, "three", "two/A", 500);
			awaitMail(one, code, "three", "three/A", 500);
			awaitMail(three, code, "three", "two/A", 500);
		}
		three.stop();
		one.awaitLog("Machine 'three' is gone: it has stopped");
	}

	@Test
	@Order(4)
	void clusterWhenItsNameIsTakenIsRefused() {
		RunningApp second = apps.start(machine("two").named("second"));
		assertThat(second.awaitExit()).isEqualTo(1);
		second
			.awaitLog("Another cluster has the name 'two' \\(cool.server.node\\): its master has the pid " + two.pid());
		assertThat(two.isAlive()).isTrue();
	}

	@Test
	@Order(5)
	void clusterWithAnotherSecretIsNotHeard() {
		RunningApp stranger = apps
			.start(machine("four").named("stranger").workers(1).with("cool.channel.redis.secret", "guess"));
		stranger.awaitReady();
		one.awaitLog("Its writer does not know the secret of this cluster");
		stranger.stop();
		assertThat(one.get("A", "/mail/workers").text()).doesNotContain("four");
		assertThat(one.log().text()).doesNotContain("Welcome, four");
	}

	@Test
	@Order(6)
	void messagesWhenRedisIsRestartedAllArriveOnce() throws Exception {
		CompletableFuture<String> all = sendLater(one, "restart", "*");
		CompletableFuture<String> to = sendLater(two, "restart", "one/B");
		redis.stop();
		pause(1000);
		redis.start();
		assertThat(all.get(60, TimeUnit.SECONDS)).isEqualTo("0 refused");
		assertThat(to.get(60, TimeUnit.SECONDS)).isEqualTo("0 refused");
		awaitMail(two, "A", "restart", "one/A", count());
		awaitMail(two, "B", "restart", "one/A", count());
		awaitMail(one, "B", "restart", "two/A", count());
		one.await("that Redis keeps little of what one machine alone has read",
				() -> redis.records("coolnode:*:node:*") < count() / 4);
	}

	@Test
	@Order(7)
	void messagesWhenMachineIsPausedAllArriveOnce() throws Exception {
		CompletableFuture<String> sending = sendLater(one, "pause", "*");
		two.signal("STOP");
		try {
			one.awaitLog("Machine 'two' is gone: it has been silent for");
			assertThat(ask(one, "two/A")).contains("UnknownTargetException");
			pause(PAUSE_MILLIS / 2);
		}
		finally {
			two.signal("CONT");
		}
		assertThat(sending.get(60, TimeUnit.SECONDS)).isEqualTo("0 refused");
		awaitMail(two, "A", "pause", "one/A", count());
		awaitMail(two, "B", "pause", "one/A", count());
		one.await("two", () -> ask(one, "two/A").startsWith("A "));
	}

	@Test
	@Order(8)
	void messagesWhenConnectionIsCutAllArriveOnce() throws Exception {
		CompletableFuture<String> there = sendLater(one, "cut", "*");
		CompletableFuture<String> back = sendLater(two, "cut", "*");
		tunnel.cut();
		pause(Endurance.choose(5, 30) * 1000);
		tunnel.mend();
		assertThat(there.get(90, TimeUnit.SECONDS)).isEqualTo("0 refused");
		assertThat(back.get(90, TimeUnit.SECONDS)).isEqualTo("0 refused");
		for (String code : List.of("A", "B")) {
			awaitMail(two, code, "cut", "one/A", count());
			awaitMail(one, code, "cut", "two/A", count());
		}
		one.await("two", () -> ask(one, "two/A").startsWith("A "));
	}

	@Test
	@Order(9)
	void restartWhenOfAllMachinesIsDoneOneAfterAnother() {
		long before = two.worker("B").pid();
		assertThat(two.post("B", "/mail/restart", "").status()).isEqualTo(200);
		one.awaitLog("Done: restart of all workers");
		assertThat(two.log().text()).doesNotContain("Done: restart of all workers");
		two.awaitLog("Done: restart of all workers");
		assertThat(two.worker("B").pid()).isNotEqualTo(before);
		assertThat(one.post("A", "/mail/restart?node=three", "").status()).isEqualTo(500);
	}

	@Test
	@Order(10)
	void machineWhenKilledOrStoppedIsGoneAndItsNextStartIsWelcome() throws Exception {
		CompletableFuture<String> waiting = CompletableFuture
			.supplyAsync(() -> one.get("B", "/mail/ask?to=two/A&event=wait").text());
		two.awaitLog("Somebody waits");
		Processes.signal("KILL", two.pid());
		assertThat(waiting.get(MEMBER_TIMEOUT.toSeconds() * 5, TimeUnit.SECONDS)).contains("RequestFailedException")
			.contains("the machine 'two' is not there");
		two.awaitExit();
		RunningApp next = apps.start(machine("two").named("next").workers(1));
		next.awaitReady();
		one.await("two", () -> ask(one, "two/A").equals("A " + next.worker("A").pid()));
		next.stop();
		one.awaitLog("Machine 'two' is gone: it has stopped");
		assertThat(one.get("A", "/mail/workers").text()).doesNotContain("two");
		send(one, "alone", "*", 10);
		awaitMail(one, "B", "alone", "A", 10);
	}

	private static void pause(long millis) {
		CompletableFuture.runAsync(() -> {
		}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)).join();
	}

	private static int count() {
		return Math.toIntExact(RATE * (PAUSE_MILLIS + 2000) / 1000);
	}

	private static String ask(RunningApp app, String target) {
		return app.get("A", "/mail/ask?to=" + target).text();
	}

	private static void send(RunningApp app, String box, String target, int count) {
		assertThat(app.post("A", "/mail?to=" + target + "&box=" + box + "&count=" + count, "").text())
			.isEqualTo("0 refused");
	}

	private static CompletableFuture<String> sendLater(RunningApp app, String box, String target) {
		String path = "/mail?to=" + target + "&box=" + box + "&count=" + count() + "&rate=" + RATE;
		return CompletableFuture.supplyAsync(() -> app.post("A", path, "").text());
	}

	private static void awaitMail(RunningApp app, String code, String box, String sender, int count) {
		app.await("mail in " + code,
				() -> app.get(code, "/mail").text().contains(box + " from " + sender + ": " + count + " numbers, "));
		assertThat(app.get(code, "/mail").text())
			.contains(box + " from " + sender + ": " + count + " numbers, 0 twice, 0 late");
	}

}
