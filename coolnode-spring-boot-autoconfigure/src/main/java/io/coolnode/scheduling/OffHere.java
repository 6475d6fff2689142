package io.coolnode.scheduling;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words the line about scheduled methods that do not run in this process.
 */
final class OffHere {

	private OffHere() {
	}

	/**
	 * Word the line.
	 * @param counts how many methods run in which other place
	 * @return the line
	 */
	static String describe(Map<String, Integer> counts) {
		int total = counts.values().stream().mapToInt(Integer::intValue).sum();
		String subject = (total == 1) ? "1 @Scheduled method is off here: it runs in "
				: total + " @Scheduled methods are off here: ";
		String verb = (total == 1) ? "" : (counts.size() == 1) ? "they run in " : "";
		return subject + verb + places(counts) + " (" + Placement.PROPERTY + ", @RunOn)";
	}

	private static String places(Map<String, Integer> counts) {
		return counts.entrySet()
			.stream()
			.map((entry) -> (counts.size() > 1) ? entry.getValue() + " in " + name(entry.getKey())
					: name(entry.getKey()))
			.collect(Collectors.joining(", "));
	}

	private static String name(String place) {
		return place.equals(Placement.MASTER) ? "the master" : "worker " + place;
	}

}
