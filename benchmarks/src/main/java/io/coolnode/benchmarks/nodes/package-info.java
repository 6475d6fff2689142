/**
 * Measures messages between machines, which are masters in one process, beside Redis
 * Streams and publish and subscribe as they are.
 */
@NullMarked
package io.coolnode.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
