package io.coolnode.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.coolnode.channel.Control;
import io.coolnode.channel.WorkerInfo;

/**
 * What a master tells of itself, again and again: that it is there, and all that the
 * others should know.
 *
 * @param position up to where it has read the stream of all
 * @param workers its workers
 * @param congested the receivers on its machine that can take no more, as they are called
 * on other machines
 * @param read how much it has read of each master, by incarnation
 */
record Presence(String position, List<WorkerInfo> workers, Set<String> congested, Map<Long, Read> read) {

	static final String WORD = "coolnode.here";

	Presence {
		workers = List.copyOf(workers);
		congested = Set.copyOf(congested);
		read = Map.copyOf(read);
	}

	Control toControl() {
		List<String> values = new ArrayList<>();
		values.add("position " + this.position);
		this.workers.forEach((worker) -> values.add("worker " + WorkerInfo.format(worker)));
		this.congested.forEach((receiver) -> values.add("congested " + receiver));
		this.read.forEach((incarnation, read) -> values
			.add("read " + Long.toHexString(incarnation) + " " + read.ofAll() + " " + read.ofOwn()));
		return new Control(WORD, values);
	}

	/**
	 * Read what {@link #toControl} has written.
	 * @param control the word
	 * @return the presence
	 * @throws IllegalArgumentException if it is something else
	 */
	static Presence of(Control control) {
		String position = Positions.BEGINNING;
		List<WorkerInfo> workers = new ArrayList<>();
		Set<String> congested = new HashSet<>();
		Map<Long, Read> read = new HashMap<>();
		for (String value : control.values()) {
			String[] parts = value.split(" ", 2);
			if (parts.length != 2) {
				throw new IllegalArgumentException("Not said by a master: '" + value + "'");
			}
			switch (parts[0]) {
				case "position" -> position = parts[1];
				case "worker" -> workers.add(WorkerInfo.parse(parts[1]));
				case "congested" -> congested.add(parts[1]);
				case "read" -> {
					String[] numbers = parts[1].split(" ", 3);
					read.put(Long.parseUnsignedLong(numbers[0], 16),
							new Read(Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
				}
				default -> throw new IllegalArgumentException("Not said by a master: '" + value + "'");
			}
		}
		return new Presence(position, workers, congested, read);
	}

	/**
	 * How much was read of one master.
	 *
	 * @param ofAll the number of its last record in the stream of all, or 0
	 * @param ofOwn the number of its last record in the stream of the reader, or 0
	 */
	record Read(long ofAll, long ofOwn) {

	}

}
