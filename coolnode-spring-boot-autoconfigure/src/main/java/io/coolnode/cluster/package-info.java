/**
 * Places and their supervision in the master, and what a worker does at its master's
 * word.
 */
@NullMarked
package io.coolnode.cluster;

import org.jspecify.annotations.NullMarked;
