package io.coolnode.channel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

import io.coolnode.Channel;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Sender;
import io.coolnode.Subscription;

/**
 * The receiving half of a channel: gives messages to their handlers, answers to those who
 * wait for them, and keeps all of the application's waiting until its handlers of
 * {@code ready} have returned.
 */
final class Inbound {

	private static final Log logger = LogFactory.getLog(Inbound.class);

	private final Self self;

	private final Outbound outbound;

	private final Subscriptions subscriptions = new Subscriptions();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch detached = new CountDownLatch(1);

	private final Dispatcher dispatcher;

	private final Object readyMonitor = new Object();

	// guarded by readyMonitor
	private boolean ready;

	Inbound(Self self, Dispatcher dispatcher, Outbound outbound) {
		this.self = self;
		this.dispatcher = dispatcher;
		this.outbound = outbound;
	}

	Subscription subscribe(String event, ChannelMessageHandler handler, boolean once) {
		Assert.hasText(event, "'event' must not be empty");
		Assert.notNull(handler, "'handler' must not be null");
		synchronized (this.readyMonitor) {
			Subscriptions.Registration registration = this.subscriptions.add(event, handler, once);
			if (this.ready && event.equals(Channel.READY)) {
				this.dispatcher.execute(() -> registration.call(readyMessage()));
			}
			return registration;
		}
	}

	/**
	 * Take in a message of this process. Never waits.
	 * @param envelope the message
	 */
	void deliver(Envelope envelope) {
		deliver(envelope, this.dispatcher::execute);
	}

	/**
	 * Take in a message. Never waits.
	 * @param envelope the message
	 * @param executor calls the handlers
	 */
	void deliver(Envelope envelope, Executor executor) {
		if (envelope.kind().isAboutRequest()) {
			this.outbound.conclude(envelope, executor);
		}
		else {
			this.dispatcher.deliver(envelope, executor);
		}
	}

	/**
	 * Call the handlers of {@code ready}, and then begin to dispatch messages. Calling it
	 * again has no effect.
	 */
	void ready() {
		List<Subscriptions.Registration> handlers;
		synchronized (this.readyMonitor) {
			if (this.ready) {
				return;
			}
			this.ready = true;
			handlers = this.subscriptions.get(Channel.READY);
		}
		this.dispatcher.open(Dispatcher.Lane.INTERNAL);
		this.dispatcher.execute(() -> {
			DefaultChannelMessage message = readyMessage();
			handlers.forEach((handler) -> handler.call(message));
			this.dispatcher.open(Dispatcher.Lane.APPLICATION);
			this.begun.countDown();
		});
	}

	private DefaultChannelMessage readyMessage() {
		Sender sender = (this.self.id() == 0) ? this.self.sender() : new Sender(Target.MASTER, 0, 0);
		return this.outbound
			.read(Envelope.of(Envelope.Kind.MESSAGE, sender, 0, 0, this.self.code(), Channel.READY, new byte[0]));
	}

	/**
	 * Call the handlers of a message, on this thread.
	 * @param envelope the message
	 */
	void handle(Envelope envelope) {
		try {
			this.subscriptions.call(this.outbound.read(envelope));
		}
		catch (MalformedEnvelopeException ex) {
			logger.error("The message " + envelope + " cannot be read", ex);
		}
	}

	/**
	 * Take notice that the master sends no more messages.
	 */
	void detached() {
		this.detached.countDown();
	}

	boolean awaitDrained(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean nothingComes = this.detached.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
		return this.dispatcher.awaitIdle(Duration.ofNanos(deadline - System.nanoTime())) && nothingComes;
	}

	/**
	 * Wait until the handlers of {@code ready} have returned, if it has come, and those
	 * of the messages that were taken in.
	 * @param timeout how long to wait
	 * @return whether it came to that
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	boolean awaitIdle(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean came;
		synchronized (this.readyMonitor) {
			came = this.ready;
		}
		boolean begun = !came || this.begun.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
		return this.dispatcher.awaitIdle(Duration.ofNanos(deadline - System.nanoTime())) && begun;
	}

	void close() {
		this.dispatcher.close();
	}

}
