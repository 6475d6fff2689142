package io.coolnode.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.coolnode.channel.InternalChannel;

/**
 * The meters of a process's channel.
 */
public final class ChannelMeters implements MeterBinder {

	private static final String MESSAGES = "coolnode.channel.messages";

	private static final String DESCRIPTION = "Messages of the application, answers left out";

	private final InternalChannel channel;

	/**
	 * Create the meters.
	 * @param channel the channel
	 */
	public ChannelMeters(InternalChannel channel) {
		this.channel = channel;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder(MESSAGES, this.channel, (channel) -> channel.counts().sent())
			.description(DESCRIPTION)
			.tag("direction", "sent")
			.register(registry);
		FunctionCounter.builder(MESSAGES, this.channel, (channel) -> channel.counts().received())
			.description(DESCRIPTION)
			.tag("direction", "received")
			.register(registry);
		Gauge.builder("coolnode.channel.held", this.channel, (channel) -> channel.counts().heldBytes())
			.description("What waits for a receiver or for its handlers")
			.baseUnit("bytes")
			.register(registry);
	}

}
