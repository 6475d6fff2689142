package io.coolnode.metrics;

import java.util.List;

/**
 * All metrics of a process, or of several, at one moment.
 *
 * @param families the metrics by their names
 */
record Snapshot(List<MetricFamily> families) {

	static final Snapshot EMPTY = new Snapshot(List.of());

}
