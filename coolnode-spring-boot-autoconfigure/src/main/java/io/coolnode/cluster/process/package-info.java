/**
 * Worker processes: their command, their output and the listening socket they inherit.
 */
@NullMarked
package io.coolnode.cluster.process;

import org.jspecify.annotations.NullMarked;
