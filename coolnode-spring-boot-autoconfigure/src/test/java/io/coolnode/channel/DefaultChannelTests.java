package io.coolnode.channel;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelOverflowException;
import io.coolnode.MessageTooLargeException;
import io.coolnode.Sender;
import io.coolnode.Subscription;
import io.coolnode.UnknownTargetException;
import io.coolnode.cluster.ClusterView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DefaultChannel} in a process without a cluster.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class DefaultChannelTests {

	private final DefaultChannel channel = DefaultChannel.standalone(ClusterView.standalone("one"),
			new ChannelSettings(1000, 10_000, Duration.ofMillis(50), Duration.ofSeconds(10), Delivery.AT_MOST_ONCE),
			new DataCodec(new JsonMapper()));

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.channel.close();
	}

	@Test
	void processWhenStandaloneIsMasterAndWorkerA() {
		assertThat(this.channel.isMaster()).isTrue();
		assertThat(this.channel.isWorker()).isFalse();
		assertThat(this.channel.code()).isEqualTo("A");
		assertThat(this.channel.id()).isZero();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.channel.cluster().restart());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.channel.cluster().scale(2));
	}

	@Test
	void messageWhenSentInAnyWayReachesThisProcessOnAnotherThread() throws Exception {
		this.channel.ready();
		BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
		this.channel.on("hello", (message) -> threads.add(Thread.currentThread()));
		Sender self = new Sender("A", 0, ProcessHandle.current().pid());
		List<Runnable> ways = List.of(() -> this.channel.emit("hello"), () -> this.channel.broadcast("hello"),
				() -> this.channel.emitTo("A", "hello"), () -> this.channel.emitTo("master", "hello"),
				() -> this.channel.emitTo(Long.toString(self.pid()), "hello"),
				() -> this.channel.emitTo(self, "hello"));
		for (Runnable way : ways) {
			way.run();
			assertThat(threads.poll(5, TimeUnit.SECONDS)).isNotNull().isNotSameAs(Thread.currentThread());
		}
	}

	@Test
	void messageWhenItsTargetCannotExistIsRefusedAtTheCall() {
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.channel.emitTo("B", "hello"))
			.satisfies((ex) -> assertThat(ex.getTarget()).isEqualTo("B"));
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.channel.request("", "hello"));
		assertThatExceptionOfType(UnknownTargetException.class)
			.isThrownBy(() -> this.channel.emitTo(new Sender("B", 2, 3), "hello"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "coolnode.", "coolnode.cluster.restart" })
	void eventWhenReservedIsRefusedByEachCall(String event) {
		List<ThrowingCallable> calls = List.of(() -> this.channel.emit(event), () -> this.channel.broadcast(event),
				() -> this.channel.emitTo("A", event), () -> this.channel.emitTo(new Sender("A", 0, 1), event),
				() -> this.channel.request("A", event));
		assertThat(calls).allSatisfy((call) -> assertThatIllegalArgumentException().isThrownBy(call)
			.withMessageContaining("'" + event + "'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void eventWhenEmptyIsRefused(String event) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.channel.emit(event));
		assertThatIllegalArgumentException().isThrownBy(() -> this.channel.on(event, (message) -> {
		}));
	}

	@Test
	void messagesWhenSentBeforeReadyWaitUntilItsHandlersHaveReturned() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.channel.on("hello", (message) -> this.heard.add("hello"));
		this.channel.on(Channel.READY, (ready) -> {
			this.heard.add("ready of " + ready.sender().code());
			this.channel.emit("hello");
			release.await();
			this.channel.on("hello", (message) -> this.heard.add("late hello"));
		});
		this.channel.emit("hello");
		this.channel.ready();
		assertThat(next()).isEqualTo("ready of A");
		assertThat(this.heard).isEmpty();
		release.countDown();
		assertThat(List.of(next(), next(), next(), next())).containsExactly("hello", "late hello", "hello",
				"late hello");
	}

	@Test
	void readyWhenItHasComeIsToldToWhoeverSubscribesLaterAndToNobodyTwice() throws Exception {
		this.channel.on(Channel.READY, (ready) -> this.heard.add("first"));
		this.channel.ready();
		assertThat(next()).isEqualTo("first");
		this.channel.ready();
		this.channel.on(Channel.READY, (ready) -> this.heard.add("second"));
		assertThat(next()).isEqualTo("second");
		this.channel.once(Channel.READY, (ready) -> this.heard.add("third"));
		assertThat(next()).isEqualTo("third");
		assertIdle();
	}

	@Test
	void handlerWhenOnceIsCalledOnceForItsOwnEvent() throws Exception {
		this.channel.ready();
		this.channel.once("a", (message) -> this.heard.add("a"));
		this.channel.once("a", String.class, (text) -> this.heard.add("a " + text));
		BiConsumer<String, Integer> both = (text, number) -> this.heard.add("a " + text + number);
		this.channel.once("a", String.class, Integer.class, both);
		this.channel.emit("b", "x", 1);
		this.channel.emit("a", "x", 1);
		this.channel.emit("a", "y", 2);
		assertThat(List.of(next(), next(), next())).containsExactly("a", "a x", "a x1");
		assertIdle();
	}

	@Test
	void handlerWhenTypedGetsNullForWhatTheMessageHasNot() throws Exception {
		this.channel.ready();
		BiConsumer<String, Integer> both = (text, number) -> this.heard.add(text + " " + number);
		this.channel.on("a", String.class, Integer.class, both);
		this.channel.emit("a", "x");
		assertThat(next()).isEqualTo("x null");
	}

	@Test
	void handlerWhenCancelledIsCalledNoMore() throws Exception {
		this.channel.ready();
		Subscription subscription = this.channel.on("a", (message) -> this.heard.add("cancelled"));
		this.channel.on("a", (message) -> this.heard.add("other"));
		subscription.cancel();
		subscription.cancel();
		this.channel.emit("a");
		assertThat(next()).isEqualTo("other");
		assertIdle();
	}

	@Test
	void handlerWhenItThrowsIsLoggedWithEventAndSenderAndHarmsNoOther(CapturedOutput output) throws Exception {
		this.channel.ready();
		this.channel.on("bad", (message) -> {
			throw new IOException("out of tea");
		});
		this.channel.on("bad", (message) -> this.heard.add("other"));
		this.channel.emit("bad");
		this.channel.emit("bad");
		assertThat(List.of(next(), next())).containsExactly("other", "other");
		assertThat(output).contains("'bad' from Sender[code=A").contains("out of tea");
	}

	@Test
	void messageWhenTooLargeOrUnwritableIsRefusedAtTheCall() {
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> this.channel.emit("large", new byte[1000]))
			.withMessageContaining("'large'")
			.withMessageContaining("1000");
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatIllegalArgumentException().isThrownBy(() -> this.channel.emit("endless", endless))
			.withMessageContaining("'endless'");
	}

	@Test
	void senderWhenInboxIsFullGetsAnOverflowAndNothingThatWasTakenIsLost() throws Exception {
		this.channel.ready();
		CountDownLatch release = new CountDownLatch(1);
		this.channel.on("data", Integer.class, (number) -> {
			this.heard.add(Integer.toString(number));
			await(release);
		});
		int[] sent = { 0 };
		assertThatExceptionOfType(ChannelOverflowException.class).isThrownBy(() -> {
			while (sent[0] < 1000) {
				this.channel.emit("data", sent[0], new byte[500]);
				sent[0]++;
			}
		});
		release.countDown();
		for (int i = 0; i < sent[0]; i++) {
			assertThat(next()).isEqualTo(Integer.toString(i));
		}
		assertIdle();
		this.channel.emit("data", -1);
		assertThat(next()).isEqualTo("-1");
	}

	@Test
	void replyWhenNobodyAskedIsRefused() throws Exception {
		this.channel.ready();
		CompletableFuture<ChannelMessage> received = new CompletableFuture<>();
		this.channel.on("a", received::complete);
		this.channel.emit("a");
		ChannelMessage message = received.get(5, TimeUnit.SECONDS);
		assertThatIllegalStateException().isThrownBy(message::reply);
	}

	private String next() throws InterruptedException {
		return String.valueOf(this.heard.poll(5, TimeUnit.SECONDS));
	}

	private void assertIdle() throws InterruptedException {
		assertThat(this.channel.awaitIdle(Duration.ofSeconds(5))).isTrue();
		assertThat(this.heard).isEmpty();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
