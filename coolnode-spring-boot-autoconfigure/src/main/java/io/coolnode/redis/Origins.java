package io.coolnode.redis;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each master was read, in the stream of all and in that of this machine: what
 * was read before is told from what is new, and from what is missing. May be used by any
 * thread.
 */
final class Origins {

	private final Map<Long, Origin> origins = new HashMap<>();

	/**
	 * Take notice of a record.
	 * @param record the record
	 * @param own whether it stands in the stream of this machine, and not in that of all
	 * @return how many records are missing before it, or -1 if it was read before
	 */
	synchronized long accept(NodeRecord record, boolean own) {
		Origin origin = this.origins.computeIfAbsent(record.incarnation(), (incarnation) -> new Origin());
		long before = own ? origin.own : origin.all;
		if (record.number() <= before) {
			return -1;
		}
		if (own) {
			origin.own = record.number();
		}
		else {
			origin.all = record.number();
		}
		boolean first = before == 0 && !own;
		return first ? 0 : record.number() - before - 1;
	}

	/**
	 * Return how much was read of each master.
	 * @return a copy
	 */
	synchronized Map<Long, Presence.Read> read() {
		Map<Long, Presence.Read> read = new HashMap<>();
		this.origins.forEach((incarnation, origin) -> read.put(incarnation, new Presence.Read(origin.all, origin.own)));
		return read;
	}

	/**
	 * A start of a master.
	 */
	private static final class Origin {

		private long all;

		private long own;

	}

}
