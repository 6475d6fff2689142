package io.coolnode.channel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelMessage;
import io.coolnode.RequestFailedException.Reason;

/**
 * The requests of this process that wait for their answers. Each has the sequence of its
 * message for a name, which is never used twice, so that an answer that comes late finds
 * nobody.
 */
final class Requests {

	private static final RequestFailure CLOSED = new RequestFailure(Reason.CLOSED, "this process closes its channel");

	private final Duration timeout;

	private final Executor executor;

	private final LongConsumer abandoned;

	private final ScheduledThreadPoolExecutor timer;

	private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

	/**
	 * Create requests.
	 * @param timeout how long each of them waits
	 * @param executor completes the futures
	 * @param abandoned is told the sequence of a request for which nobody waits any more
	 */
	Requests(Duration timeout, Executor executor, LongConsumer abandoned) {
		this.timeout = timeout;
		this.executor = executor;
		this.abandoned = abandoned;
		this.timer = new ScheduledThreadPoolExecutor(1, Threads.daemons(() -> "coolnode-channel-timer"));
		this.timer.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Wait for an answer, from now on.
	 * @param sequence the sequence of the request
	 * @param target its target, as it was given
	 * @param event its event
	 * @return what gets the answer
	 */
	CompletableFuture<ChannelMessage> open(long sequence, String target, String event) {
		CompletableFuture<ChannelMessage> future = new CompletableFuture<>();
		try {
			this.pending.compute(sequence, (key, none) -> new Pending(target, event, future,
					this.timer.schedule(() -> expire(sequence), this.timeout.toNanos(), TimeUnit.NANOSECONDS)));
			if (this.timer.isShutdown() && remove(sequence) != null) {
				return CompletableFuture.failedFuture(CLOSED.toException(target, event));
			}
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(CLOSED.toException(target, event));
		}
		future.whenComplete((answer, failure) -> {
			if (future.isCancelled() && remove(sequence) != null) {
				this.abandoned.accept(sequence);
			}
		});
		return future;
	}

	/**
	 * Wait no longer, since the request could not be sent.
	 * @param sequence the sequence of the request
	 */
	void discard(long sequence) {
		remove(sequence);
	}

	private void expire(long sequence) {
		Pending request = remove(sequence);
		if (request != null) {
			this.abandoned.accept(sequence);
			fail(request,
					new RequestFailure(Reason.TIMEOUT,
							"no answer came within " + this.timeout.toMillis() + " ms (cool.channel.request-timeout)"),
					this.executor);
		}
	}

	private @Nullable Pending remove(long sequence) {
		Pending request = this.pending.remove(sequence);
		if (request != null) {
			request.deadline().cancel(false);
		}
		return request;
	}

	/**
	 * Take in an answer. Has no effect if nobody waits for it.
	 * @param sequence the sequence of the request
	 * @param answer the answer
	 * @param completion completes the future
	 */
	void answer(long sequence, ChannelMessage answer, Executor completion) {
		Pending request = remove(sequence);
		if (request != null) {
			completion.execute(() -> request.future().complete(answer));
		}
	}

	/**
	 * Take in why there is no answer. Has no effect if nobody waits for it.
	 * @param sequence the sequence of the request
	 * @param failure why
	 * @param completion completes the future
	 */
	void fail(long sequence, RequestFailure failure, Executor completion) {
		Pending request = remove(sequence);
		if (request != null) {
			fail(request, failure, completion);
		}
	}

	private static void fail(Pending request, RequestFailure failure, Executor completion) {
		completion.execute(
				() -> request.future().completeExceptionally(failure.toException(request.target(), request.event())));
	}

	/**
	 * Fail all requests, since this process closes its channel.
	 */
	void close() {
		this.timer.shutdownNow();
		this.pending.keySet().forEach((sequence) -> fail(sequence, CLOSED, this.executor));
	}

	/**
	 * A request that waits.
	 *
	 * @param target its target, as it was given
	 * @param event its event
	 * @param future what gets the answer
	 * @param deadline what ends the wait
	 */
	private record Pending(String target, String event, CompletableFuture<ChannelMessage> future,
			ScheduledFuture<?> deadline) {

	}

}
