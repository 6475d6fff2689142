package io.coolnode.redis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the user decided about several machines.
 *
 * @param node the name of this one
 * @param namespace what sets the keys of this application apart from those of others
 * @param secret what the origin of messages is proved with, or {@code null} to trust all
 * who can write to Redis
 * @param memberTimeout how long a machine may be silent
 * @param maxLength how many records a stream keeps at most, about
 * @param maxAge how long a stream keeps records that a machine has not read
 * @param window how many bytes may be on their way to a machine
 */
public record NodeSettings(String node, String namespace, @Nullable String secret, Duration memberTimeout,
		long maxLength, Duration maxAge, long window) {

}
