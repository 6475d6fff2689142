package io.coolnode.channel.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelOverflowException;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what becomes of messages whose receiver dies.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTests {

	private static final int COUNT = 200;

	private final CountDownLatch released = new CountDownLatch(1);

	// volatile: set by a handler, read by the test
	private volatile boolean blocked;

	@Test
	void unfinishedMessagesWhenAtLeastOnceGoToTheReplacementInOrderAndMarked() throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_LEAST_ONCE).start("A", "B")) {
			BlockingQueue<Received> old = collectAndBlockAt(cluster.channel(2), 150);
			sendNumbers(cluster.channel(1), 0, COUNT);
			await().until(() -> old.size() == 150);
			cluster.kill("B", 2);
			sendNumbers(cluster.channel(1), COUNT, COUNT + 10);
			BlockingQueue<Received> next = replace(cluster, "B", 3);
			List<Received> received = take(next, COUNT + 9);
			int first = received.get(0).number();
			assertThat(first).isBetween(64, 150);
			for (int i = 0; i < received.size(); i++) {
				assertThat(received.get(i)).isEqualTo(new Received(first + i, first + i < COUNT));
			}
			this.released.countDown();
		}
	}

	@Test
	void unfinishedMessagesWhenAtMostOnceAreLost() throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_MOST_ONCE).start("A", "B")) {
			BlockingQueue<Received> old = collectAndBlockAt(cluster.channel(2), 150);
			sendNumbers(cluster.channel(1), 0, COUNT);
			await().until(() -> old.size() == 150);
			cluster.kill("B", 2);
			sendNumbers(cluster.channel(1), COUNT, COUNT + 10);
			assertThat(take(replace(cluster, "B", 3), COUNT + 9).get(0)).isEqualTo(new Received(COUNT, false));
			this.released.countDown();
		}
	}

	@Test
	void finishedMessagesAreNotDeliveredAgain() throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_LEAST_ONCE).start("A", "B")) {
			BlockingQueue<Received> old = collectAndBlockAt(cluster.channel(2), Integer.MAX_VALUE);
			sendNumbers(cluster.channel(1), 0, COUNT);
			take(old, COUNT - 1);
			cluster.release("B", 2);
			assertThat(cluster.channel(2).awaitDrained(Duration.ofSeconds(5))).isTrue();
			cluster.kill("B", 2);
			sendNumbers(cluster.channel(1), COUNT, COUNT + 1);
			assertThat(take(replace(cluster, "B", 3), COUNT)).containsExactly(new Received(COUNT, false));
		}
	}

	@Test
	void broadcastWhenOneReceiverDiesIsDeliveredAgainToItsReplacementAlone() throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_LEAST_ONCE).start("A", "B")) {
			BlockingQueue<Received> other = collectAndBlockAt(cluster.channel(1), Integer.MAX_VALUE);
			collectAndBlockAt(cluster.channel(2), 0);
			cluster.master().broadcast("number", 0);
			await().until(() -> isBlocked() && other.size() == 1);
			cluster.kill("B", 2);
			assertThat(take(replace(cluster, "B", 3), 0)).containsExactly(new Received(0, true));
			cluster.master().emit("number", 1);
			assertThat(take(other, 1)).containsExactly(new Received(0, false), new Received(1, false));
			this.released.countDown();
		}
	}

	@Test
	void messageWhenItsReceiverDiesAfterTheHandOverGoesToTheOneThatFollowed() throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_LEAST_ONCE).start("A", "B")) {
			collectAndBlockAt(cluster.channel(2), 0);
			sendNumbers(cluster.channel(1), 0, 1);
			await().until(this::isBlocked);
			cluster.release("B", 2);
			BlockingQueue<Received> next = replace(cluster, "B", 3);
			sendNumbers(cluster.channel(1), 1, 2);
			assertThat(take(next, 1)).containsExactly(new Received(1, false));
			cluster.kill("B", 2);
			assertThat(take(next, 0)).containsExactly(new Received(0, true));
			this.released.countDown();
		}
	}

	@Test
	void messageWhenTwoReceiversDieIsDeliveredAThirdTime() throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_LEAST_ONCE).start("A", "B")) {
			collectAndBlockAt(cluster.channel(2), 0);
			sendNumbers(cluster.channel(1), 0, 1);
			await().until(this::isBlocked);
			cluster.kill("B", 2);
			this.blocked = false;
			LocalCluster.LocalWorker second = cluster.connect("B", 3);
			collectAndBlockAt(second.channel(), 0);
			cluster.admit("B", 3);
			await().until(this::isBlocked);
			cluster.kill("B", 3);
			assertThat(take(replace(cluster, "B", 4), 0)).containsExactly(new Received(0, true));
			this.released.countDown();
		}
	}

	@Test
	void messagesThatNobodyFinishesAreBounded() throws Exception {
		ChannelSettings settings = new ChannelSettings(1024 * 1024, 4 * 1024 * 1024, Duration.ofMillis(100),
				Duration.ofSeconds(10), Delivery.AT_LEAST_ONCE);
		try (LocalCluster cluster = new LocalCluster(settings).start("A", "B")) {
			collectAndBlockAt(cluster.channel(2), 0);
			byte[] large = new byte[100_000];
			assertThatExceptionOfType(ChannelOverflowException.class).isThrownBy(() -> {
				for (int i = 0; i < 1000; i++) {
					cluster.channel(1).emitTo("B", "number", 0, large);
				}
			});
			this.released.countDown();
			await().untilAsserted(() -> cluster.channel(1).emitTo("B", "number", 0, large));
		}
	}

	@Test
	void messagesWhenTheirPlaceIsGivenUpAreSaidToBeLost(CapturedOutput output) throws Exception {
		try (LocalCluster cluster = cluster(Delivery.AT_LEAST_ONCE).start("A", "B")) {
			collectAndBlockAt(cluster.channel(2), 0);
			sendNumbers(cluster.channel(1), 0, 1);
			await().until(this::isBlocked);
			cluster.closePlace("B");
			cluster.kill("B", 2);
			await().until(() -> output.getOut().contains("is lost: there is no such place any more"));
			this.released.countDown();
		}
	}

	private static LocalCluster cluster(Delivery delivery) throws Exception {
		return new LocalCluster(new ChannelSettings(1024 * 1024, 8 * 1024 * 1024, Duration.ofSeconds(5),
				Duration.ofSeconds(10), delivery));
	}

	private static void sendNumbers(Channel sender, int from, int to) {
		for (int i = from; i < to; i++) {
			sender.emitTo("B", "number", i);
		}
	}

	private static BlockingQueue<Received> replace(LocalCluster cluster, String code, long id) throws Exception {
		LocalCluster.LocalWorker replacement = cluster.connect(code, id);
		BlockingQueue<Received> received = new LinkedBlockingQueue<>();
		replacement.channel().on("number", (message) -> received.add(Received.of(message)));
		cluster.admit(code, id);
		return received;
	}

	private boolean isBlocked() {
		return this.blocked;
	}

	private BlockingQueue<Received> collectAndBlockAt(Channel receiver, int number) {
		BlockingQueue<Received> received = new LinkedBlockingQueue<>();
		receiver.on("number", (message) -> {
			if (Received.of(message).number() == number) {
				this.blocked = true;
				this.released.await();
			}
			received.add(Received.of(message));
		});
		return received;
	}

	private static List<Received> take(BlockingQueue<Received> queue, int last) throws InterruptedException {
		List<Received> taken = new ArrayList<>();
		Received received;
		do {
			received = queue.poll(10, TimeUnit.SECONDS);
			assertThat(received).as("the message after " + taken).isNotNull();
			taken.add(received);
		}
		while (received.number() != last);
		return taken;
	}

	private record Received(int number, boolean again) {

		static Received of(ChannelMessage message) {
			Integer number = message.get(0, Integer.class);
			return new Received((number != null) ? number : -1, message.redelivered());
		}

	}

}
