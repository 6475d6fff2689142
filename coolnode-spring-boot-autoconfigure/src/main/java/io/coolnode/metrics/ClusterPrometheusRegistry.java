package io.coolnode.metrics;

import java.util.function.Predicate;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * What Boot's endpoint {@code prometheus} reads: the families of all processes, whose
 * series bear the code of theirs as the label {@code worker}.
 */
class ClusterPrometheusRegistry extends PrometheusRegistry {

	private final WorkerMetrics metrics;

	ClusterPrometheusRegistry(WorkerMetrics metrics) {
		this.metrics = metrics;
	}

	@Override
	public MetricSnapshots scrape() {
		return scrape((name) -> true);
	}

	@Override
	public MetricSnapshots scrape(Predicate<String> includedNames) {
		return PrometheusFamilies.of(this.metrics.ofAll(MetricViews.PROMETHEUS), includedNames);
	}

}
