package io.coolnode.channel;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

import io.coolnode.ChannelMessage;
import io.coolnode.Sender;

/**
 * A message that reads its values when they are asked for.
 */
final class DefaultChannelMessage implements ChannelMessage {

	private final Envelope envelope;

	private final DataCodec codec;

	private final List<ByteBuffer> values;

	DefaultChannelMessage(Envelope envelope, DataCodec codec) {
		this.envelope = envelope;
		this.codec = codec;
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
	private <T> @Nullable T read(int index, Type type) {
		return (T) this.codec.decode(this.values.get(index), this.codec.type(type));
	}

	@Override
	public String toString() {
		return this.envelope.toString();
	}

}
