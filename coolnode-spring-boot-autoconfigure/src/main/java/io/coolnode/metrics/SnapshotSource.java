package io.coolnode.metrics;

/**
 * Takes snapshots of the metrics of this process.
 */
@FunctionalInterface
interface SnapshotSource {

	Snapshot take();

}
