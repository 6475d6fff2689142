package io.coolnode.channel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.coolnode.Sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of how senders give a moment to a receiver that is behind.
 */
@Timeout(30)
class PaceTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final Gates gates = new Gates();

	@Test
	void awaitWhenReceiverStaysBehindGoesOnAfterAMoment() {
		this.gates.pace("B", true);
		this.gates.await("B", "B", TIMEOUT);
		this.gates.await(Target.ALL, Target.ALL, TIMEOUT);
	}

	@Test
	void awaitWhenInterruptedGoesOnAndStaysInterrupted() {
		this.gates.pace("B", true);
		Thread.currentThread().interrupt();
		this.gates.await("#7", "B", TIMEOUT);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void awaitWhenClosedTooWaitsUntilOpen() {
		this.gates.set("B", false);
		this.gates.pace("B", true);
		CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> this.gates.await("B", "B", TIMEOUT));
		this.gates.pace("B", false);
		assertThat(sender).isNotDone();
		this.gates.set("B", true);
		assertThat(sender).succeedsWithin(TIMEOUT);
	}

	@Test
	void inboxWhenItFillsAndEmptiesTells() throws Exception {
		List<Boolean> told = new CopyOnWriteArrayList<>();
		CountDownLatch handling = new CountDownLatch(1);
		Dispatcher dispatcher = new Dispatcher(64 << 20, (envelope) -> awaitUninterrupted(handling), (congested) -> {
		}, new Dispatcher.Progress() {

			@Override
			public void handled(long sender, int count) {
			}

			@Override
			public void behind(boolean behind) {
				told.add(behind);
			}

		});
		Envelope envelope = Envelope.of(Envelope.Kind.MESSAGE, new Sender("A", 1, 1), 1, 0, "B", "event",
				new byte[64 * 1024]);
		dispatcher.open(Dispatcher.Lane.APPLICATION);
		for (int i = 0; i < 200; i++) {
			dispatcher.deliver(envelope, dispatcher::execute);
		}
		assertThat(told).startsWith(true).endsWith(true);
		handling.countDown();
		assertThat(dispatcher.awaitIdle(TIMEOUT)).isTrue();
		await().untilAsserted(() -> assertThat(told).endsWith(false));
		dispatcher.close();
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
