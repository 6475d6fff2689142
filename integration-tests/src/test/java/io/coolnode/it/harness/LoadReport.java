package io.coolnode.it.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the requests of a load client.
 *
 * @param answered how many requests each process has answered rightly
 * @param failures the requests that failed
 */
public record LoadReport(Map<WorkerRef, Integer> answered, List<Failure> failures) {

	/**
	 * Return how many requests were answered rightly.
	 * @return the number
	 */
	public int total() {
		return this.answered.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Return how many requests were answered rightly under each code.
	 * @return codes and numbers
	 */
	public Map<String, Integer> byCode() {
		return this.answered.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().code(), Map.Entry::getValue, Integer::sum,
					TreeMap::new));
	}

	/**
	 * Return how many requests failed in which way.
	 * @return kinds and numbers, no zeros
	 */
	public Map<FailureKind, Integer> failuresByKind() {
		return this.failures.stream()
			.collect(Collectors.toMap(Failure::kind, (failure) -> 1, Integer::sum, TreeMap::new));
	}

	@Override
	public String toString() {
		return total() + " answered " + byCode() + ", " + this.failures.size() + " failed " + failuresByKind()
				+ this.failures.stream().limit(20).map((failure) -> "\n  " + failure).collect(Collectors.joining());
	}

	/**
	 * A request that failed.
	 *
	 * @param number the number of the request, which is also in its header
	 * {@code X-Request}
	 * @param client the kind of client, and how many requests its connection had served
	 * @param kind what happened
	 * @param nanoTime when
	 * @param message what else is known
	 */
	public record Failure(long number, String client, FailureKind kind, long nanoTime, String message) {

	}

}
