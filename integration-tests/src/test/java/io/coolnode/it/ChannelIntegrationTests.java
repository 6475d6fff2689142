package io.coolnode.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages between processes.
 */
class ChannelIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(App.test().workers(2)).awaitReady();
	}

	@Test
	void messagesFromOneWorkerToAnotherArriveInOrder() {
		int count = Endurance.choose(50_000, 300_000);
		WorkerRef sender = app.worker("A");
		assertThat(app.post("A", "/channel/send?to=B&count=" + count, "").status()).isEqualTo(200);
		awaitReceived("B", "numbered A/%d %d %d 0".formatted(sender.id(), count, count));
	}

	@Test
	void messagesOfEachCallReachWhomTheyAreFor() {
		long a = app.worker("A").id();
		long b = app.worker("B").id();
		app.post("A", "/channel/send?to=*&event=asked&count=10", "");
		awaitReceived("B", "asked A/%d 10 10 0".formatted(a));
		awaitReceived("A", "asked A/%d 10 10 0".formatted(a));
		awaitReceived("A", "confirmed B/%d 10 10 0".formatted(b));
		app.post("A", "/channel/send?to=master&count=10", "");
		app.await("messages at the master",
				() -> app.get("A", "/channel/master/received").text().contains("numbered A/%d 10 10 0".formatted(a)));
		app.post("A", "/channel/master/send?to=B&count=10", "");
		awaitReceived("B", "numbered master/0 10 10 0");
		assertThat(app.post("A", "/channel/send?to=Q", "").text()).startsWith("UnknownTargetException");
	}

	@Test
	void messagesToAWorkerThatIsBeingReplacedArriveAtTheNextOne() {
		WorkerRef sender = app.worker("A");
		WorkerRef old = app.worker("B");
		Processes.signal("KILL", old.pid());
		app.await("the notice of the death",
				() -> !app.get("A", "/cluster").text().contains("B " + old.id() + " " + old.pid() + " READY"));
		assertThat(app.post("A", "/channel/send?to=B&event=confirmed&count=1000", "").status()).isEqualTo(200);
		WorkerRef next = app.awaitReplacement(old);
		assertThat(next.id()).isGreaterThan(old.id());
		awaitReceived("B", "confirmed A/%d 1000 1000 0".formatted(sender.id()));
	}

	@Test
	void strangersAtThePortOfTheChannelChangeNothing() throws IOException {
		WorkerRef sender = app.worker("A");
		WorkerRef receiver = app.worker("B");
		int port = Integer.parseInt(Processes.environment(sender.pid()).get("COOLNODE_CHANNEL_PORT"));
		long descriptors = countDescriptors();
		Random random = new Random(20260101);
		for (int i = 0; i < Endurance.choose(300, 10_000); i++) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				byte[] bytes = new byte[random.nextInt(200)];
				random.nextBytes(bytes);
				socket.getOutputStream().write(bytes);
			}
		}
		app.post("B", "/channel/send?to=A&count=5", "");
		awaitReceived("A", "numbered B/%d 5 5 0".formatted(receiver.id()));
		assertThat(app.worker("A")).isEqualTo(sender);
		app.await("the end of the strangers' connections", () -> countDescriptors() <= descriptors + 2);
	}

	@Test
	void talksBetweenMasterAndWorkersAreCompleteAtEachStart() {
		for (int i = 0; i < Endurance.choose(1, 20); i++) {
			RunningApp talking = apps.start(App.test().workers(3).with("test.talks", true).named("talks-" + i))
				.awaitReady();
			talking.workers()
				.values()
				.forEach((worker) -> talking
					.awaitLog("Hello, everyone, I'm your master %d\\. %d\\b".formatted(talking.pid(), worker.pid())));
			talking.workers()
				.values()
				.forEach((worker) -> talking.awaitLog("Hi, master, I'm your worker %d\\.".formatted(worker.pid())));
			talking.awaitLog("Hi, worker A, I am worker B\\. A\\b");
			talking.awaitLog("Hi, worker A, I am worker C\\. A\\b");
			assertThat(talking.stop()).isEqualTo(143);
			assertThat(talking.log().lines("Hello, everyone")).hasSize(3);
			assertThat(talking.log().lines("Hi, master")).hasSize(3);
			assertThat(talking.log().lines("Hi, worker A")).hasSize(2);
		}
	}

	private static void awaitReceived(String code, String line) {
		app.await("'" + line + "' in " + code, () -> app.get(code, "/channel/received").text().contains(line));
	}

	private static long countDescriptors() throws IOException {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(app.pid()), "fd"))) {
			return descriptors.count();
		}
	}

}
