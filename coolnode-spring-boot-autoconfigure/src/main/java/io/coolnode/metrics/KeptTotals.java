package io.coolnode.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What processes that have ended had counted, for each code. Confined to one thread.
 */
final class KeptTotals {

	private static final Log logger = LogFactory.getLog(KeptTotals.class);

	/**
	 * How many series are kept for a code. Only labels whose values change with each
	 * process, such as a pid, come near it.
	 */
	private static final int MAX_POINTS = 20_000;

	private final int maxPoints;

	private final Map<String, Map<String, byte[]>> totals = new HashMap<>();

	private boolean warned;

	KeptTotals() {
		this(MAX_POINTS);
	}

	KeptTotals(int maxPoints) {
		this.maxPoints = maxPoints;
	}

	/**
	 * Return what is kept of a kind.
	 * @param view the kind of metrics
	 * @return the snapshots by codes
	 */
	Map<String, byte[]> of(String view) {
		return this.totals.getOrDefault(view, Map.of());
	}

	/**
	 * Keep what a process had counted.
	 * @param view the kind of metrics
	 * @param code its code
	 * @param snapshot what it has told last
	 */
	void add(String view, String code, byte[] snapshot) {
		Map<String, byte[]> codes = this.totals.computeIfAbsent(view, (key) -> new TreeMap<>());
		Merger merger = new Merger(this.maxPoints);
		byte[] before = codes.get(code);
		if (before != null) {
			merger.addTotals(SnapshotCodec.decode(before));
		}
		merger.addTotals(SnapshotCodec.decode(snapshot));
		codes.put(code, SnapshotCodec.encode(merger.result()));
		if (merger.refused() > 0 && !this.warned) {
			this.warned = true;
			logger.warn(merger.refused() + " series that an ended worker " + code + " had counted are not kept, since "
					+ this.maxPoints + " others are. Does a tag tell one process from another?");
		}
	}

}
