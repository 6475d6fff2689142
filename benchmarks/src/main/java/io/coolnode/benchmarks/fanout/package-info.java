/**
 * Measures what a message to all costs by the number of receivers, which are ends of the
 * channel in one process.
 */
@NullMarked
package io.coolnode.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
