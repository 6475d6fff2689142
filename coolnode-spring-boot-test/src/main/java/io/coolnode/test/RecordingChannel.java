package io.coolnode.test;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.channel.DefaultChannel;

/**
 * The channel of the application, which keeps what is sent by it.
 */
final class RecordingChannel extends ForwardingChannel {

	private final JsonMapper mapper;

	private final List<SentMessage> sent;

	RecordingChannel(DefaultChannel channel, JsonMapper mapper, List<SentMessage> sent) {
		super(channel);
		this.mapper = mapper;
		this.sent = sent;
	}

	@Override
	Runnable sending(String target, String event, @Nullable Object[] data) {
		SentMessage message = new SentMessage(target, event, data, this.mapper);
		this.sent.add(message);
		return () -> this.sent.remove(message);
	}

}
