package io.coolnode.channel;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

import io.coolnode.ChannelException;
import io.coolnode.Sender;

/**
 * A message that reads its values when they are asked for, and sends at most one answer.
 */
final class DefaultChannelMessage implements AnswerableMessage {

	private static final Log logger = LogFactory.getLog(DefaultChannelMessage.class);

	private final Envelope envelope;

	private final DataCodec codec;

	private final Outbound outbound;

	private final List<ByteBuffer> values;

	private final AtomicBoolean answered = new AtomicBoolean();

	DefaultChannelMessage(Envelope envelope, DataCodec codec, Outbound outbound) {
		this.envelope = envelope;
		this.codec = codec;
		this.outbound = outbound;
		this.values = codec.split(envelope.data());
	}

	@Override
	public String event() {
		return this.envelope.event();
	}

	@Override
	public Sender sender() {
		return this.envelope.sender();
	}

	@Override
	public boolean redelivered() {
		return this.envelope.kind() == Envelope.Kind.REDELIVERY;
	}

	@Override
	public int size() {
		return this.values.size();
	}

	@Override
	public <T> @Nullable T get(int index, Class<T> type) {
		return read(index, type);
	}

	@Override
	public <T> @Nullable T get(int index, ParameterizedTypeReference<T> type) {
		return read(index, type.getType());
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T read(int index, Type type) {
		return (T) this.codec.decode(this.values.get(index), type);
	}

	@Override
	public void reply(@Nullable Object... data) {
		if (!isRequest()) {
			throw new IllegalStateException("Nobody waits for an answer to the message " + this);
		}
		answer(() -> this.outbound.reply(this.envelope, data));
	}

	private void fail(RequestFailure failure) {
		if (isRequest()) {
			try {
				answer(() -> this.outbound.fail(this.envelope, failure));
			}
			catch (ChannelException ex) {
				logger.error("That the request " + this + " failed cannot be told", ex);
			}
		}
	}

	private void answer(Runnable sending) {
		if (this.answered.compareAndSet(false, true)) {
			try {
				sending.run();
			}
			catch (RuntimeException ex) {
				this.answered.set(false);
				throw ex;
			}
		}
	}

	@Override
	public void fail(Throwable failure) {
		fail(RequestFailure.thrown(this.outbound.code(), failure));
	}

	/**
	 * Fail a request because nobody handles it.
	 */
	void unhandled() {
		fail(RequestFailure.noHandler(this.outbound.code()));
	}

	@Override
	public boolean isRequest() {
		return this.envelope.kind() == Envelope.Kind.REQUEST;
	}

	@Override
	public String toString() {
		return this.envelope.toString();
	}

}
