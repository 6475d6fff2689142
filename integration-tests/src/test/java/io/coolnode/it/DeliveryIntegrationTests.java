package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that outlive the process that was to handle them.
 */
class DeliveryIntegrationTests {

	/**
	 * How long a worker handles messages before it is killed.
	 */
	private static final long LIFE_SECONDS = 2;

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private Path directory;

	@Test
	void messagesWhenDeliveredAtLeastOnceAllArriveWhateverIsKilled() throws Exception {
		int count = Endurance.choose(100_000, 1_000_000);
		Path ledger = this.directory.resolve("ledger");
		RunningApp app = apps
			.start(App.test()
				.workers(2)
				.with("cool.channel.delivery", "at-least-once")
				.with("test.ledger", ledger)
				.with("test.ledger.size", count))
			.awaitReady();
		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(app, count));
		int kills = 0;
		while (!sending.isDone()) {
			WorkerRef receiver = app.worker("A");
			CompletableFuture
				.runAsync(() -> Processes.signal("KILL", receiver.pid()),
						CompletableFuture.delayedExecutor(LIFE_SECONDS, TimeUnit.SECONDS))
				.join();
			app.awaitReplacement(receiver);
			kills++;
		}
		sending.join();
		assertThat(kills).isPositive();
		app.await("all messages", () -> missing(ledger) == 0);
		byte[] entries = Files.readAllBytes(ledger);
		assertThat(entries[0]).as("messages out of order").isZero();
		assertThat(entries[1]).as("messages handled twice and not marked").isZero();
	}

	private static void send(RunningApp app, int count) {
		int portion = 50_000;
		for (int from = 0; from < count; from += portion) {
			String path = "/channel/entries?rate=20000&from=%d&count=%d".formatted(from, portion);
			assertThat(app.post("B", path, "").status()).isEqualTo(200);
		}
	}

	private static long missing(Path ledger) throws IOException {
		byte[] entries = Files.readAllBytes(ledger);
		return IntStream.range(2, entries.length).filter((index) -> entries[index] == 0).count();
	}

}
