package io.coolnode.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * What Boot's endpoint {@code metrics} reads: the meters of all processes as they are at
 * the moment, which bear the code of theirs as the tag {@code worker}.
 */
class ClusterMeterRegistry extends SimpleMeterRegistry {

	private final WorkerMetrics metrics;

	ClusterMeterRegistry(WorkerMetrics metrics) {
		this.metrics = metrics;
	}

	@Override
	public List<Meter> getMeters() {
		MeterRegistry registry = new SimpleMeterRegistry();
		this.metrics.ofAll(MetricViews.METERS)
			.families()
			.forEach((family) -> family.points().forEach((point) -> register(registry, family, point)));
		return registry.getMeters();
	}

	private static void register(MeterRegistry registry, MetricFamily family, MetricPoint point) {
		List<Tag> tags = new ArrayList<>();
		for (int i = 0; i + 1 < point.labels().size(); i += 2) {
			tags.add(Tag.of(point.labels().get(i), point.labels().get(i + 1)));
		}
		List<Measurement> measurements = Stream
			.concat(point.totals().entrySet().stream(), point.readings().entrySet().stream())
			.map(ClusterMeterRegistry::measurement)
			.toList();
		Meter.builder(family.name(), Meter.Type.valueOf(family.kind()), measurements)
			.tags(tags)
			.description(family.help().isEmpty() ? null : family.help())
			.baseUnit(family.unit().isEmpty() ? null : family.unit())
			.register(registry);
	}

	private static Measurement measurement(Map.Entry<String, Double> entry) {
		return new Measurement(entry::getValue, Statistic.valueOf(entry.getKey()));
	}

}
