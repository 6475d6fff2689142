/**
 * Measures what a worker that takes nothing costs two others, in real processes.
 */
@NullMarked
package io.coolnode.benchmarks.stopped;

import org.jspecify.annotations.NullMarked;
