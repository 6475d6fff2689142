package io.coolnode.logging;

import java.time.Instant;

/**
 * A line that a worker has printed.
 *
 * @param error whether it was printed to the standard error
 * @param time when its first character was printed, or has arrived
 * @param thread the name of the thread that has printed it, if that is known
 * @param text the line, without its end
 */
record PrintedLine(boolean error, Instant time, String thread, String text) {

}
