package io.coolnode.channel.tcp;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.RequestFailedException;
import io.coolnode.RequestFailedException.Reason;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the channel from end to end, over real connections within this process.
 */
@Timeout(60)
class LocalClusterTests {

	@Test
	void emitWhenOfWorkerReachesMaster() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			BlockingQueue<String> received = collect(cluster.master(), "hello");
			cluster.channel(2).emit("hello", "world", 42);
			assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("B:world");
		}
	}

	@Test
	void broadcastWhenOfWorkerReachesAllWorkersAndNotTheMaster() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B", "C")) {
			BlockingQueue<String> atMaster = collect(cluster.master(), "hello");
			List<BlockingQueue<String>> atWorkers = IntStream.rangeClosed(1, 3)
				.mapToObj((id) -> collect(cluster.channel(id), "hello"))
				.toList();
			cluster.channel(2).broadcast("hello", "all");
			for (BlockingQueue<String> received : atWorkers) {
				assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("B:all");
			}
			cluster.channel(2).emit("hello", "master");
			assertThat(atMaster.poll(5, TimeUnit.SECONDS)).isEqualTo("B:master");
		}
	}

	@Test
	void messagesWhenManyArriveInOrder() throws Exception {
		int count = 100_000;
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			Queue<Integer> received = new ConcurrentLinkedQueue<>();
			CountDownLatch done = new CountDownLatch(count);
			cluster.channel(2).on("number", Integer.class, (number) -> {
				received.add(number);
				done.countDown();
			});
			for (int i = 0; i < count; i++) {
				cluster.channel(1).emitTo("B", "number", i);
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(received).containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
		}
	}

	@Test
	void messageWhenLargerThanAllBuffersArrivesWhole() throws Exception {
		byte[] large = new byte[1_000_000];
		IntStream.range(0, large.length).forEach((i) -> large[i] = (byte) (i * 31));
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
			cluster.channel(2).on("large", byte[].class, received::add);
			for (int i = 0; i < 5; i++) {
				cluster.channel(1).emitTo("B", "large", large);
			}
			for (int i = 0; i < 5; i++) {
				assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(large);
			}
		}
	}

	@Test
	void messageWhenCodeIsNotReadyIsHeldForTheNextProcess() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.kill("B", 2);
			for (int i = 0; i < 1000; i++) {
				cluster.channel(1).emitTo("B", "hello", i);
			}
			LocalCluster.LocalWorker replacement = cluster.connect("B", 3);
			BlockingQueue<String> received = collect(replacement.channel(), "hello");
			cluster.admit("B", 3);
			for (int i = 0; i < 1000; i++) {
				assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("A:" + i);
			}
		}
	}

	@Test
	void senderWhenItsThreadIsInterruptedKeepsTheConnection() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			BlockingQueue<String> received = collect(cluster.channel(2), "hello");
			Thread.currentThread().interrupt();
			cluster.channel(1).emitTo("B", "hello", 1);
			assertThat(Thread.interrupted()).isTrue();
			cluster.channel(1).emitTo("B", "hello", 2);
			assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("A:1");
			assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("A:2");
		}
	}

	@Test
	void requestWhenHandlerRepliesGetsTheFirstAnswer() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.channel(2).on("add", (message) -> {
				message.reply(number(message, 0) + number(message, 1));
				message.reply("never seen");
			});
			ChannelMessage answer = cluster.channel(1).request("B", "add", 2, 3).get(5, TimeUnit.SECONDS);
			assertThat(answer.get(0, Integer.class)).isEqualTo(5);
			assertThat(answer.sender().code()).isEqualTo("B");
			assertThat(answer.event()).isEqualTo("add");
			assertThatIllegalStateException().isThrownBy(answer::reply);
		}
	}

	@Test
	void requestWhenBetweenAnyTwoProcessesIsAnswered() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			List<Channel> channels = List.of(cluster.master(), cluster.channel(1), cluster.channel(2));
			channels.forEach((channel) -> channel.on("who", (message) -> message.reply(channel.code())));
			for (Channel from : channels) {
				for (String target : List.of("master", "A", "B", "2", "10001")) {
					ChannelMessage answer = from.request(target, "who").get(5, TimeUnit.SECONDS);
					assertThat(answer.get(0, String.class))
						.isEqualTo(target.equals("2") ? "B" : target.equals("10001") ? "A" : target);
				}
			}
		}
	}

	@Test
	void requestWhenHandlerWaitsForAnotherIsAnswered() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.channel(1).on("inner", (message) -> message.reply("inner"));
			cluster.channel(2).on("outer", (message) -> {
				ChannelMessage inner = cluster.channel(2).request("A", "inner").get(5, TimeUnit.SECONDS);
				message.reply(inner.get(0, String.class) + " and outer");
			});
			ChannelMessage answer = cluster.channel(1).request("B", "outer").get(5, TimeUnit.SECONDS);
			assertThat(answer.get(0, String.class)).isEqualTo("inner and outer");
		}
	}

	@Test
	void requestWhenHandlerIsTypedIsAnsweredWithNothing() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.channel(2).on("typed", String.class, (value) -> {
			});
			assertThat(cluster.channel(1).request("B", "typed", "x").get(5, TimeUnit.SECONDS).size()).isZero();
		}
	}

	@Test
	void requestWhenHandlerThrowsFailsWithThat() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.channel(2).on("bad", (message) -> {
				throw new IllegalStateException("out of tea");
			});
			assertFails(cluster.channel(1).request("B", "bad"), Reason.HANDLER_FAILED)
				.withMessageContaining("out of tea")
				.withMessageContaining("'bad'")
				.withMessageContaining("'B'");
		}
	}

	@Test
	void requestWhenNobodyHandlesItFails() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			assertFails(cluster.channel(1).request("B", "nothing"), Reason.NO_HANDLER);
			assertFails(cluster.channel(1).request("master", "nothing"), Reason.NO_HANDLER);
		}
	}

	@Test
	void requestWhenNobodyAnswersFailsAfterTheTimeoutAndTheLateAnswerReachesNobody() throws Exception {
		ChannelSettings settings = new ChannelSettings(1024 * 1024, 8 * 1024 * 1024, Duration.ofSeconds(5),
				Duration.ofMillis(300), Delivery.AT_MOST_ONCE);
		try (LocalCluster cluster = new LocalCluster(settings).start("A", "B")) {
			BlockingQueue<ChannelMessage> asked = new LinkedBlockingQueue<>();
			cluster.channel(2).on("slow", asked::add);
			assertFails(cluster.channel(1).request("B", "slow"), Reason.TIMEOUT)
				.withMessageContaining("cool.channel.request-timeout");
			ChannelMessage first = asked.take();
			CompletableFuture<ChannelMessage> next = cluster.channel(1).request("B", "slow");
			first.reply("late");
			asked.take().reply("in time");
			assertThat(next.get(5, TimeUnit.SECONDS).get(0, String.class)).isEqualTo("in time");
		}
	}

	@Test
	void messagesWhenAHandlerThrowsAnErrorAreHandledAllTheSame() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			BlockingQueue<String> received = collect(cluster.channel(2), "hello");
			cluster.channel(2).on("bad", (message) -> {
				throw new InternalError("broken");
			});
			cluster.channel(1).emitTo("B", "bad");
			cluster.channel(1).emitTo("B", "hello", 1);
			assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("A:1");
		}
	}

	@Test
	void requestWhenTargetDiesFailsAtOnce() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			CountDownLatch taken = new CountDownLatch(2);
			cluster.channel(2).on("slow", (message) -> taken.countDown());
			CompletableFuture<ChannelMessage> ofWorker = cluster.channel(1).request("B", "slow");
			CompletableFuture<ChannelMessage> ofMaster = cluster.master().request("B", "slow");
			assertThat(taken.await(5, TimeUnit.SECONDS)).isTrue();
			cluster.kill("B", 2);
			assertFails(ofWorker, Reason.TARGET_GONE).withMessageContaining("worker 2 ended");
			assertFails(ofMaster, Reason.TARGET_GONE);
		}
	}

	@Test
	void requestWhenHeldForTheNextProcessSurvivesTheDeathOfTheOneBefore() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.kill("B", 2);
			CompletableFuture<ChannelMessage> held = cluster.channel(1).request("B", "who");
			LocalCluster.LocalWorker replacement = cluster.connect("B", 3);
			replacement.channel().on("who", (message) -> message.reply(replacement.channel().id()));
			cluster.admit("B", 3);
			assertThat(held.get(5, TimeUnit.SECONDS).get(0, Long.class)).isEqualTo(3);
		}
	}

	@Test
	void requestWhenPlaceIsGivenUpFailsAtOnce() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.kill("B", 2);
			CompletableFuture<ChannelMessage> held = cluster.channel(1).request("B", "who");
			cluster.closePlace("B");
			assertFails(held, Reason.TARGET_GONE);
		}
	}

	@Test
	void requestWhenSenderNoLongerAnswersToItsCodeIsAnsweredAllTheSame() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			CompletableFuture<ChannelMessage> request = new CompletableFuture<>();
			cluster.channel(2).on("later", request::complete);
			CompletableFuture<ChannelMessage> answer = cluster.channel(1).request("B", "later");
			ChannelMessage asked = request.get(5, TimeUnit.SECONDS);
			cluster.release("A", 1);
			asked.reply("done");
			assertThat(answer.get(5, TimeUnit.SECONDS).get(0, String.class)).isEqualTo("done");
		}
	}

	@Test
	void closeWhenRequestsWaitFailsThem() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			cluster.channel(2).on("slow", (message) -> {
			});
			CompletableFuture<ChannelMessage> waiting = cluster.channel(1).request("B", "slow");
			cluster.channel(1).close();
			assertFails(waiting, Reason.CLOSED);
			assertFails(cluster.channel(1).request("B", "slow"), Reason.CLOSED);
		}
	}

	@Test
	void masterWhenReceiverTakesNothingStaysFreeForTheOthers() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B", "C")) {
			CountDownLatch release = new CountDownLatch(1);
			cluster.channel(2).on("data", (message) -> release.await());
			BlockingQueue<String> received = collect(cluster.channel(3), "hello");
			byte[] data = new byte[100_000];
			CompletableFuture<@Nullable Void> flood = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 1000; i++) {
					cluster.channel(1).emitTo("B", "data", data);
				}
			});
			await().untilAsserted(() -> assertThat(flood).isNotDone());
			for (int i = 0; i < 100; i++) {
				cluster.channel(1).emitTo("C", "hello", i);
				assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("A:" + i);
			}
			release.countDown();
			flood.get(30, TimeUnit.SECONDS);
		}
	}

	private static int number(ChannelMessage message, int index) {
		Integer number = message.get(index, Integer.class);
		return (number != null) ? number : 0;
	}

	private static BlockingQueue<String> collect(Channel channel, String event) {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		channel.on(event, (message) -> received.add(message.sender().code() + ":" + message.get(0, String.class)));
		return received;
	}

	private static org.assertj.core.api.ThrowableAssertAlternative<RequestFailedException> assertFails(
			CompletableFuture<ChannelMessage> future, Reason reason) {
		return assertThatExceptionOfType(RequestFailedException.class).isThrownBy(() -> {
			try {
				future.get(5, TimeUnit.SECONDS);
			}
			catch (java.util.concurrent.ExecutionException ex) {
				throw ex.getCause();
			}
		}).satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

}
