package io.coolnode.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One kind of metrics of this process, from which one snapshot is taken at a time, so
 * that a later one is never behind an earlier one.
 */
final class SnapshotView {

	private final SnapshotSource source;

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by lock
	private long last;

	SnapshotView(SnapshotSource source) {
		this.source = source;
	}

	/**
	 * Take a snapshot.
	 * @param patience how many milliseconds to wait for somebody else who takes one, such
	 * as for a gauge that blocks
	 * @return the snapshot, or {@link TakenSnapshot#NONE}
	 */
	TakenSnapshot take(long patience) {
		try {
			if (!this.lock.tryLock(patience, TimeUnit.MILLISECONDS)) {
				return TakenSnapshot.NONE;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return TakenSnapshot.NONE;
		}
		try {
			return new TakenSnapshot(++this.last, SnapshotCodec.encode(this.source.take()));
		}
		finally {
			this.lock.unlock();
		}
	}

}
