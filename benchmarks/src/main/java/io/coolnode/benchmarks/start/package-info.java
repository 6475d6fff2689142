/**
 * How long a packaged application takes to start, and how much memory its processes have,
 * as one plain JVM and as a cluster.
 */
@NullMarked
package io.coolnode.benchmarks.start;

import org.jspecify.annotations.NullMarked;
