/**
 * The masters of several machines, connected by Redis Streams.
 */
@NullMarked
package io.coolnode.redis;

import org.jspecify.annotations.NullMarked;
