/**
 * The metrics of all processes, as told by whichever worker is asked.
 */
@NullMarked
package io.coolnode.metrics;

import org.jspecify.annotations.NullMarked;
