package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.coolnode.ChannelMessage;
import io.coolnode.RequestFailedException;
import io.coolnode.RequestFailedException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Requests}.
 */
@Timeout(30)
class RequestsTests {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<Long> abandoned = new CopyOnWriteArrayList<>();

	private Requests requests = new Requests(Duration.ofSeconds(20), this.tasks::add, this.abandoned::add);

	@AfterEach
	void close() {
		this.requests.close();
	}

	@Test
	void requestWhenAnsweredCompletesOnTheExecutorAndOnlyOnce() throws Exception {
		CompletableFuture<ChannelMessage> future = this.requests.open(1, "B", "stock");
		ChannelMessage first = answer(1);
		this.requests.answer(1, first, this.tasks::add);
		this.requests.answer(1, answer(1), this.tasks::add);
		this.requests.fail(1, RequestFailure.gone("too late"), this.tasks::add);
		assertThat(future).isNotDone();
		assertThat(this.tasks).hasSize(1);
		this.tasks.remove().run();
		assertThat(future.get()).isSameAs(first);
		assertThat(this.abandoned).isEmpty();
	}

	@Test
	void answerWhenItIsAnothersReachesNobody() {
		CompletableFuture<ChannelMessage> future = this.requests.open(2, "B", "stock");
		this.requests.answer(1, answer(1), this.tasks::add);
		assertThat(this.tasks).isEmpty();
		assertThat(future).isNotDone();
	}

	@Test
	void requestWhenFailedSaysTargetEventAndReason() {
		CompletableFuture<ChannelMessage> future = this.requests.open(1, "B", "stock");
		this.requests.fail(1, RequestFailure.noHandler("B"), this.tasks::add);
		this.tasks.remove().run();
		assertFails(future, Reason.NO_HANDLER).hasMessageContaining("'stock'").hasMessageContaining("'B'");
	}

	@Test
	void requestWhenNothingComesExpiresOnceAndIsForgottenByTheTarget() {
		this.requests.close();
		Queue<Runnable> expired = new LinkedBlockingQueue<>();
		this.requests = new Requests(Duration.ofMillis(20), expired::add, this.abandoned::add);
		CompletableFuture<ChannelMessage> future = this.requests.open(1, "B", "stock");
		await().until(() -> !expired.isEmpty());
		this.requests.answer(1, answer(1), this.tasks::add);
		assertThat(expired).hasSize(1);
		expired.remove().run();
		assertFails(future, Reason.TIMEOUT).hasMessageContaining("20 ms");
		assertThat(this.abandoned).containsExactly(1L);
	}

	@Test
	void requestsWhenTheyExpireAtOnceAllFail() {
		this.requests.close();
		this.requests = new Requests(Duration.ZERO, Runnable::run, this.abandoned::add);
		for (int i = 1; i <= 1000; i++) {
			assertFails(this.requests.open(i, "B", "stock"), Reason.TIMEOUT);
		}
	}

	@Test
	void requestWhenCancelledIsForgotten() {
		CompletableFuture<ChannelMessage> future = this.requests.open(1, "B", "stock");
		assertThat(future.cancel(false)).isTrue();
		this.requests.answer(1, answer(1), this.tasks::add);
		assertThat(this.tasks).isEmpty();
		assertThat(this.abandoned).containsExactly(1L);
	}

	@Test
	void requestWhenItCouldNotBeSentIsForgottenByThisProcessAlone() {
		CompletableFuture<ChannelMessage> future = this.requests.open(1, "B", "stock");
		this.requests.discard(1);
		this.requests.answer(1, answer(1), this.tasks::add);
		assertThat(this.tasks).isEmpty();
		assertThat(future).isNotDone();
		assertThat(this.abandoned).isEmpty();
	}

	@Test
	void requestsWhenClosedAllFailAndSoDoLaterOnes() {
		CompletableFuture<ChannelMessage> first = this.requests.open(1, "B", "stock");
		CompletableFuture<ChannelMessage> second = this.requests.open(2, "C", "stock");
		this.requests.close();
		this.tasks.forEach(Runnable::run);
		assertFails(first, Reason.CLOSED);
		assertFails(second, Reason.CLOSED);
		assertFails(this.requests.open(3, "B", "stock"), Reason.CLOSED);
	}

	private static ChannelMessage answer(long reference) {
		ChannelSettings settings = new ChannelSettings(1000, 1000, Duration.ofSeconds(1), Duration.ofSeconds(1),
				Delivery.AT_MOST_ONCE);
		Outbound outbound = new Outbound(Self.of("A", 1), settings, DataCodec.INTERNAL, new StandaloneRouter(settings),
				Runnable::run);
		return new DefaultChannelMessage(Envelopes.message(2, reference), DataCodec.INTERNAL, outbound);
	}

	private static AbstractThrowableAssert<?, ?> assertFails(CompletableFuture<?> future, Reason reason) {
		assertThat(future).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class);
		return assertThat(future.handle((answer, failure) -> failure).join())
			.isInstanceOfSatisfying(RequestFailedException.class, (ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

}
