package io.coolnode.channel;

import java.time.Duration;

/**
 * The limits of the channel, and how it delivers.
 *
 * @param maxMessageSize how many bytes an encoded message may have
 * @param bufferSize how many bytes may wait for one receiver
 * @param sendTimeout how long a sender waits for room in that buffer
 * @param requestTimeout how long a request waits for its answer
 * @param delivery whether messages outlive the process that was to handle them
 */
public record ChannelSettings(int maxMessageSize, long bufferSize, Duration sendTimeout, Duration requestTimeout,
		Delivery delivery) {

}
