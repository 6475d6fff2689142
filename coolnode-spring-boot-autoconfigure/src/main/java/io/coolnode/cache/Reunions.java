package io.coolnode.cache;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.coolnode.Worker;

/**
 * Notices processes of other machines that are there again after they were thought to be
 * gone: what they told meanwhile may be lost. May be used by any thread.
 */
final class Reunions {

	private final Object monitor = new Object();

	// guarded by monitor: when the processes were started that have the codes
	private Map<String, Instant> known = Map.of();

	// guarded by monitor
	private final Map<String, Instant> gone = new HashMap<>();

	/**
	 * Take notice of the workers of other machines.
	 * @param workers all of them
	 * @return whether one is there again
	 */
	boolean update(List<Worker> workers) {
		Map<String, Instant> now = new HashMap<>();
		workers.stream()
			.filter((worker) -> worker.pid().isPresent())
			.forEach((worker) -> now.put(worker.code(), worker.startedAt()));
		synchronized (this.monitor) {
			boolean again = now.entrySet()
				.stream()
				.anyMatch((entry) -> entry.getValue().equals(this.gone.get(entry.getKey())));
			this.gone.putAll(this.known);
			this.gone.keySet().removeAll(now.keySet());
			this.known = now;
			return again;
		}
	}

}
