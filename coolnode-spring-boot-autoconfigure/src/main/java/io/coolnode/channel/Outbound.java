package io.coolnode.channel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelMessage;
import io.coolnode.MessageTooLargeException;

/**
 * The sending half of a channel: encodes messages, and keeps account of the requests that
 * wait for an answer.
 */
final class Outbound {

	private static final Log logger = LogFactory.getLog(Outbound.class);

	private final Self self;

	private final ChannelSettings settings;

	private final DataCodec codec;

	private final Router router;

	private final Requests requests;

	private final AtomicLong sequence = new AtomicLong();

	private final LongAdder sent = new LongAdder();

	Outbound(Self self, ChannelSettings settings, DataCodec codec, Router router, Executor executor) {
		this.self = self;
		this.settings = settings;
		this.codec = codec;
		this.router = router;
		this.requests = new Requests(settings.requestTimeout(), executor, router::forget);
	}

	void send(TargetResolver.Address address, String event, @Nullable Object[] data) {
		send(Envelope.Kind.MESSAGE, this.sequence.incrementAndGet(), 0, address, event,
				codec(event).encode(event, data));
	}

	private void send(Envelope.Kind kind, long sequence, long reference, TargetResolver.Address address, String event,
			byte[] data) {
		Envelope envelope = Envelope.of(kind, this.self.sender(), sequence, reference, address.target(), event, data);
		if (envelope.size() > this.settings.maxMessageSize()) {
			throw new MessageTooLargeException(event, envelope.size(), this.settings.maxMessageSize());
		}
		this.router.send(envelope, address.receiver());
		if (kind != Envelope.Kind.ANSWER && kind != Envelope.Kind.FAILURE && !envelope.isInternal()) {
			this.sent.increment();
		}
	}

	/**
	 * Return how many messages of the application were sent so far, answers left out.
	 * @return the number; one to all counts once
	 */
	long sent() {
		return this.sent.sum();
	}

	CompletableFuture<ChannelMessage> request(String target, TargetResolver.Address address, String event,
			@Nullable Object[] data) {
		byte[] encoded = codec(event).encode(event, data);
		long number = this.sequence.incrementAndGet();
		CompletableFuture<ChannelMessage> future = this.requests.open(number, target, event);
		try {
			send(Envelope.Kind.REQUEST, number, 0, address, event, encoded);
		}
		catch (RuntimeException ex) {
			this.requests.discard(number);
			throw ex;
		}
		return future;
	}

	void reply(Envelope request, @Nullable Object[] data) {
		String event = request.event();
		answer(request, Envelope.Kind.ANSWER, codec(event).encode(event, data));
	}

	void fail(Envelope request, RequestFailure failure) {
		answer(request, Envelope.Kind.FAILURE, failure.encode(DataCodec.INTERNAL));
	}

	private void answer(Envelope request, Envelope.Kind kind, byte[] data) {
		String target = Target.answer(request, this.self.sender());
		send(kind, this.sequence.incrementAndGet(), request.sequence(), new TargetResolver.Address(target, target),
				request.event(), data);
	}

	/**
	 * Give an answer, or the reason why there is none, to whoever waits for it.
	 * @param answer the answer
	 * @param executor completes the future
	 */
	void conclude(Envelope answer, Executor executor) {
		try {
			DefaultChannelMessage message = read(answer);
			if (answer.kind() == Envelope.Kind.FAILURE) {
				this.requests.fail(answer.reference(), RequestFailure.decode(message), executor);
			}
			else {
				this.requests.answer(answer.reference(), message, executor);
			}
		}
		catch (MalformedEnvelopeException | IllegalArgumentException ex) {
			logger.error("The answer " + answer + " cannot be read", ex);
			this.requests.fail(answer.reference(), RequestFailure.gone("its answer cannot be read"), executor);
		}
	}

	DefaultChannelMessage read(Envelope envelope) {
		boolean internal = envelope.kind() == Envelope.Kind.FAILURE || envelope.isInternal();
		return new DefaultChannelMessage(envelope, internal ? DataCodec.INTERNAL : this.codec, this);
	}

	private DataCodec codec(String event) {
		return InternalChannel.isInternal(event) ? DataCodec.INTERNAL : this.codec;
	}

	String code() {
		return this.self.code();
	}

	void close() {
		this.requests.close();
	}

}
