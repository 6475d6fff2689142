package io.coolnode.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

import io.coolnode.WorkerState;

/**
 * Asks for the replacement of processes that have served, lived or grown enough. The
 * limits of each process are its own, up to a tenth lower or higher, so that processes of
 * one age do not all go at once. Confined to the supervisor's thread.
 */
final class Recycling {

	private static final double JITTER = 0.1;

	/**
	 * How long to wait after an attempt that has left the process in its place.
	 */
	private static final Duration RETRY = Duration.ofMinutes(1);

	private final RecycleSettings settings;

	private final SupervisorThread thread;

	private final Roster roster;

	private final RandomGenerator random;

	private final BiConsumer<Place, String> replacer;

	private final Map<Long, Double> factors = new HashMap<>();

	private final Map<Long, Long> asked = new HashMap<>();

	/**
	 * Create the recycling.
	 * @param settings the limits
	 * @param thread the supervisor's thread
	 * @param roster the processes
	 * @param random decides how far the limits of a process differ
	 * @param replacer asks for the replacement of the process in a place, for a reason in
	 * words
	 */
	Recycling(RecycleSettings settings, SupervisorThread thread, Roster roster, RandomGenerator random,
			BiConsumer<Place, String> replacer) {
		this.settings = settings;
		this.thread = thread;
		this.roster = roster;
		this.random = random;
		this.replacer = replacer;
	}

	/**
	 * Ask for what is due.
	 */
	void check() {
		if (!this.settings.isOn()) {
			return;
		}
		this.factors.keySet().removeIf((id) -> this.roster.find(id) == null);
		this.asked.keySet().removeIf((id) -> this.roster.find(id) == null);
		for (Place place : this.roster.places()) {
			WorkerHandle handle = place.current();
			if (handle != null && place.state() == WorkerState.READY && mayAsk(handle)) {
				reason(handle).ifPresent((reason) -> {
					this.asked.put(handle.id(), this.thread.nanoTime());
					this.replacer.accept(place, reason);
				});
			}
		}
	}

	private boolean mayAsk(WorkerHandle handle) {
		Long last = this.asked.get(handle.id());
		return last == null || this.thread.nanoTime() - last > RETRY.toNanos();
	}

	private Optional<String> reason(WorkerHandle handle) {
		double factor = this.factors.computeIfAbsent(handle.id(),
				(id) -> 1 + JITTER * (2 * this.random.nextDouble() - 1));
		long requests = handle.vitals().requests();
		if (isPast(requests, this.settings.maxRequests(), factor)) {
			return Optional.of("it has served " + requests + " requests");
		}
		Duration age = Duration.ofNanos(this.thread.nanoTime() - handle.placedNanos());
		if (isPast(age.toMillis(), this.settings.maxAge().toMillis(), factor)) {
			return Optional.of("it is " + age.toSeconds() + " s old");
		}
		OptionalLong memory = (this.settings.maxMemory() > 0) ? handle.process().residentMemory()
				: OptionalLong.empty();
		if (memory.isPresent() && isPast(memory.getAsLong(), this.settings.maxMemory(), factor)) {
			return Optional.of("it has " + memory.getAsLong() / (1024 * 1024) + " MB of resident memory");
		}
		return Optional.empty();
	}

	private static boolean isPast(long value, long limit, double factor) {
		return limit > 0 && value >= limit * factor;
	}

}
