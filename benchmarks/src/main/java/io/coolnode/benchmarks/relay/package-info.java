/**
 * Measures messages from one worker to another, in real processes and through the public
 * API: round trips and floods.
 */
@NullMarked
package io.coolnode.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
