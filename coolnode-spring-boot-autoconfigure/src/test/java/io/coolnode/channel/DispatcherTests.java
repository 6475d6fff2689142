package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Dispatcher}.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class DispatcherTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final int size = Envelopes.message(1, 1).size();

	private final List<Boolean> congestion = new CopyOnWriteArrayList<>();

	private final Map<Long, Integer> progress = new ConcurrentHashMap<>();

	private Dispatcher dispatcher = dispatcher((envelope) -> {
	});

	private Dispatcher dispatcher(Consumer<Envelope> handler) {
		Dispatcher created = new Dispatcher(16L * this.size, handler, this.congestion::add,
				(sender, count) -> this.progress.merge(sender, count, Integer::sum));
		this.dispatcher = created;
		return created;
	}

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	@Test
	void messagesWhenOfOneSenderAreHandledOneAfterAnother() throws Exception {
		List<Long> handled = Collections.synchronizedList(new ArrayList<>());
		AtomicInteger atOnce = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		dispatcher((envelope) -> {
			most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
			handled.add(envelope.sequence());
			atOnce.decrementAndGet();
		}).open(Dispatcher.Lane.APPLICATION);
		for (int i = 1; i <= 10_000; i++) {
			deliver(Envelopes.message(1, i));
		}
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
		assertThat(handled).hasSize(10_000).isSorted();
		assertThat(most).hasValue(1);
	}

	@Test
	void messagesWhenOfDifferentSendersAreHandledAtOnce() throws Exception {
		CountDownLatch together = new CountDownLatch(3);
		dispatcher((envelope) -> {
			together.countDown();
			await(together);
		}).open(Dispatcher.Lane.APPLICATION);
		for (int sender = 1; sender <= 3; sender++) {
			deliver(Envelopes.message(sender, 1));
		}
		assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
	}

	@Test
	void messagesWhenTheirLaneIsClosedWaitAndThoseOfTheOtherDoNot() throws Exception {
		List<String> handled = Collections.synchronizedList(new ArrayList<>());
		dispatcher((envelope) -> handled.add(envelope.event()));
		deliver(Envelopes.message(1, 1, "first", 0));
		deliver(Envelopes.message(1, 2, "coolnode.second", 0));
		this.dispatcher.open(Dispatcher.Lane.INTERNAL);
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
		assertThat(handled).containsExactly("coolnode.second");
		this.dispatcher.open(Dispatcher.Lane.APPLICATION);
		this.dispatcher.open(Dispatcher.Lane.APPLICATION);
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
		assertThat(handled).containsExactly("coolnode.second", "first");
	}

	@Test
	void messageWhenHandlerThrowsAnythingIsLoggedAndTheNextIsHandled(CapturedOutput output) throws Exception {
		List<Long> handled = Collections.synchronizedList(new ArrayList<>());
		dispatcher((envelope) -> {
			if (envelope.sequence() == 1) {
				throw new AssertionError("no tea");
			}
			handled.add(envelope.sequence());
		}).open(Dispatcher.Lane.APPLICATION);
		deliver(Envelopes.message(1, 1));
		deliver(Envelopes.message(1, 2));
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
		assertThat(handled).containsExactly(2L);
		assertThat(output).contains("'event'").contains("no tea");
	}

	@Test
	void congestionWhenInboxFillsToAHalfAndEmptiesToAQuarterIsTold() throws Exception {
		Semaphore permits = new Semaphore(0);
		dispatcher((envelope) -> permits.acquireUninterruptibly());
		for (int i = 1; i <= 8; i++) {
			deliver(Envelopes.message(i, 1));
		}
		assertThat(this.congestion).isEmpty();
		deliver(Envelopes.message(9, 1));
		assertThat(this.congestion).containsExactly(true);
		permits.release(100);
		this.dispatcher.open(Dispatcher.Lane.APPLICATION);
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
		assertThat(this.congestion).containsExactly(true, false);
	}

	@Test
	void progressWhenMessagesOfAPlaceWereHandledIsTheirNumber() throws Exception {
		dispatcher((envelope) -> {
		}).open(Dispatcher.Lane.APPLICATION);
		for (int i = 1; i <= 1000; i++) {
			deliver(Envelopes.message(1 + i % 2, i));
		}
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
		assertThat(this.progress).isEqualTo(Map.of(1L, 500, 2L, 500));
	}

	@Test
	void idleWhenAHandlerHasNotReturnedIsNot() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		dispatcher((envelope) -> await(release)).open(Dispatcher.Lane.APPLICATION);
		deliver(Envelopes.message(1, 1));
		assertThat(this.dispatcher.awaitIdle(Duration.ofMillis(1))).isFalse();
		release.countDown();
		assertThat(this.dispatcher.awaitIdle(PATIENCE)).isTrue();
	}

	@Test
	void handlersWhenTheyRunAreOnThreadsOfTheChannelThatKeepNoJvmAlive() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		dispatcher((envelope) -> thread.complete(Thread.currentThread())).open(Dispatcher.Lane.APPLICATION);
		deliver(Envelopes.message(1, 1));
		assertThat(thread.get(10, TimeUnit.SECONDS).getName()).startsWith("coolnode-channel-");
		assertThat(thread.get().isDaemon()).isTrue();
	}

	private void deliver(Envelope envelope) {
		this.dispatcher.deliver(envelope, this.dispatcher::execute);
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
