package io.coolnode.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Makes reports of the cluster, on the supervisor's thread.
 */
final class Reporter {

	private final SupervisorThread thread;

	private final Roster roster;

	private final Changes changes;

	private final SharedPort port;

	Reporter(SupervisorThread thread, Roster roster, Changes changes, SharedPort port) {
		this.thread = thread;
		this.roster = roster;
		this.changes = changes;
		this.port = port;
	}

	/**
	 * Make a report. May be called from any thread.
	 * @return the report, which completes on the supervisor's thread
	 */
	CompletableFuture<ClusterReport> report() {
		CompletableFuture<ClusterReport> report = new CompletableFuture<>();
		this.thread.execute(() -> report.complete(create()));
		return report;
	}

	private ClusterReport create() {
		List<ClusterReport.PlaceReport> places = this.roster.places().stream().map(this::create).toList();
		List<ClusterReport.ProcessReport> others = this.roster.living()
			.stream()
			.filter((handle) -> !handle.isCurrent() && !handle.isSpare())
			.map(this::create)
			.toList();
		List<ClusterReport.SpareReport> spares = this.roster.spares().stream().map(this::createSpare).toList();
		return new ClusterReport(this.port.port(), places, others, spares, this.changes.report());
	}

	private ClusterReport.PlaceReport create(Place place) {
		WorkerHandle current = place.current();
		return new ClusterReport.PlaceReport(place.code(), place.state().name(), place.restarts(), reasons(place),
				(current != null) ? create(current) : null, place.lastEnd());
	}

	private static Map<String, Integer> reasons(Place place) {
		Map<String, Integer> reasons = new LinkedHashMap<>();
		place.restartReasons().forEach((reason, count) -> reasons.put(reason.toString(), count));
		return reasons;
	}

	private ClusterReport.ProcessReport create(WorkerHandle handle) {
		DrainReason draining = handle.drainReason();
		Vitals vitals = handle.vitals();
		return new ClusterReport.ProcessReport(handle.place().code(), handle.id(), handle.process().pid(),
				handle.release(), handle.startedAt(), uptimeOf(handle), handle.everReady(), describe(draining),
				vitals.requests(), vitals.inFlight(), vitals.heapUsed(), handle.process().residentMemory().orElse(-1));
	}

	private ClusterReport.SpareReport createSpare(WorkerHandle handle) {
		return new ClusterReport.SpareReport(handle.id(), handle.process().pid(), handle.release(), handle.startedAt(),
				uptimeOf(handle), handle.isStandingBy(), handle.vitals().heapUsed(),
				handle.process().residentMemory().orElse(-1));
	}

	private long uptimeOf(WorkerHandle handle) {
		return Duration.ofNanos(this.thread.nanoTime() - handle.startedNanos()).toMillis();
	}

	private static @Nullable String describe(@Nullable DrainReason reason) {
		return (reason != null) ? reason.description() : null;
	}

}
