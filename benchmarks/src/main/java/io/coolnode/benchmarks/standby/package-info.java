/**
 * Measures how long a dead worker's place is empty, in real processes.
 */
@NullMarked
package io.coolnode.benchmarks.standby;

import org.jspecify.annotations.NullMarked;
