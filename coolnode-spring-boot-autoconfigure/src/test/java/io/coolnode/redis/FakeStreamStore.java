package io.coolnode.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Streams and leases in memory, which can be away, and can write without answering.
 */
class FakeStreamStore implements StreamStore {

	private final Map<String, List<StoredRecord>> streams = new HashMap<>();

	private final Map<String, Lease> leases = new HashMap<>();

	private long time = 1;

	private int failures;

	private boolean failAfterwards;

	/**
	 * Fail the next calls that write.
	 * @param count how many
	 * @param afterwards whether they write all the same
	 */
	synchronized void fail(int count, boolean afterwards) {
		this.failures = count;
		this.failAfterwards = afterwards;
	}

	/**
	 * Let time pass, so that positions differ.
	 */
	synchronized void tick() {
		this.time++;
	}

	synchronized List<StoredRecord> stream(String stream) {
		return List.copyOf(this.streams.getOrDefault(stream, List.of()));
	}

	@Override
	public synchronized void add(String stream, byte[] record, long maxLength) {
		boolean fails = this.failures > 0;
		this.failures = Math.max(0, this.failures - 1);
		if (!fails || this.failAfterwards) {
			List<StoredRecord> records = this.streams.computeIfAbsent(stream, (key) -> new ArrayList<>());
			records.add(new StoredRecord(stream, this.time + "-" + records.size(), record));
		}
		if (fails) {
			throw new StoreUnavailableException("away", new IllegalStateException());
		}
	}

	@Override
	public synchronized List<StoredRecord> read(Map<String, String> after, int count, Duration wait) {
		List<StoredRecord> read = new ArrayList<>();
		after.forEach((stream, position) -> stream(stream).stream()
			.filter((stored) -> Positions.ORDER.compare(stored.position(), position) > 0)
			.limit(count)
			.forEach(read::add));
		return read;
	}

	@Override
	public synchronized String end(String stream) {
		List<StoredRecord> records = stream(stream);
		return records.isEmpty() ? Positions.BEGINNING : records.get(records.size() - 1).position();
	}

	@Override
	public synchronized void trim(String stream, String position) {
		this.streams.getOrDefault(stream, new ArrayList<>())
			.removeIf((stored) -> Positions.ORDER.compare(stored.position(), position) < 0);
	}

	@Override
	public void expire(String key, Duration time) {
	}

	@Override
	public synchronized boolean acquire(String key, String holder, @Nullable String replaced, Duration time) {
		Lease lease = this.leases.get(key);
		if (lease == null || lease.holder().equals(replaced)) {
			this.leases.put(key, new Lease(holder, time));
			return true;
		}
		return false;
	}

	@Override
	public synchronized @Nullable Lease lease(String key) {
		return this.leases.get(key);
	}

	synchronized void setLeft(String key, @Nullable Duration left) {
		this.leases.computeIfPresent(key, (same, lease) -> (left != null) ? new Lease(lease.holder(), left) : null);
	}

	@Override
	public synchronized boolean renew(String key, String holder, Duration time) {
		Lease lease = this.leases.get(key);
		return lease != null && lease.holder().equals(holder);
	}

	@Override
	public synchronized void release(String key, String holder) {
		this.leases.computeIfPresent(key, (same, lease) -> lease.holder().equals(holder) ? null : lease);
	}

}
