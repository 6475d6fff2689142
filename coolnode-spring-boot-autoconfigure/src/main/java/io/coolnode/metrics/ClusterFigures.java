package io.coolnode.metrics;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the master has counted, by those that count it.
 *
 * @param restarts how often places were filled again, by the reason
 * @param drains how often workers have begun to drain
 * @param droppedLogLines how many log records and lines of workers were lost
 */
public record ClusterFigures(Map<String, LongSupplier> restarts, LongSupplier drains, LongSupplier droppedLogLines) {

}
