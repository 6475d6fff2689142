/**
 * Logs of workers: what they log and print reaches the master through memory that both
 * have mapped, and comes out of the master's appenders.
 */
@NullMarked
package io.coolnode.logging;

import org.jspecify.annotations.NullMarked;
