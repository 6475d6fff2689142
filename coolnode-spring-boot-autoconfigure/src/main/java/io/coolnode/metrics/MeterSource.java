package io.coolnode.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a registry under Micrometer's own names. Of several registries in one the
 * first that has a meter tells of it, as it is with Boot's endpoint.
 */
final class MeterSource implements SnapshotSource {

	private static final Set<Statistic> TOTALS = Set.of(Statistic.COUNT, Statistic.TOTAL, Statistic.TOTAL_TIME);

	private final MeterRegistry registry;

	MeterSource(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Snapshot take() {
		Map<String, Family> families = new TreeMap<>();
		for (MeterRegistry leaf : leaves(this.registry)) {
			Set<String> known = new HashSet<>(families.keySet());
			for (Meter meter : leaf.getMeters()) {
				if (!known.contains(meter.getId().getName())) {
					families.computeIfAbsent(meter.getId().getName(), (name) -> new Family(meter.getId())).add(meter);
				}
			}
		}
		return new Snapshot(families.values().stream().map(Family::toFamily).toList());
	}

	private static List<MeterRegistry> leaves(MeterRegistry registry) {
		if (!(registry instanceof CompositeMeterRegistry composite)) {
			return List.of(registry);
		}
		return composite.getRegistries().stream().flatMap((member) -> leaves(member).stream()).toList();
	}

	/**
	 * The meters of one name.
	 */
	private static final class Family {

		private final Meter.Id first;

		private final List<MetricPoint> points = new ArrayList<>();

		private Family(Meter.Id first) {
			this.first = first;
		}

		private void add(Meter meter) {
			Meter.Id id = meter.getId();
			if (id.getType() != this.first.getType()) {
				return;
			}
			Map<String, String> labels = new TreeMap<>();
			for (Tag tag : id.getTagsAsIterable()) {
				labels.put(tag.getKey(), tag.getValue());
			}
			List<String> flat = new ArrayList<>();
			labels.forEach((key, value) -> {
				flat.add(key);
				flat.add(value);
			});
			boolean momentary = id.getType() == Meter.Type.LONG_TASK_TIMER || id.getType() == Meter.Type.GAUGE;
			Map<String, Double> totals = new LinkedHashMap<>();
			Map<String, Double> readings = new LinkedHashMap<>();
			for (Measurement measurement : meter.measure()) {
				boolean total = !momentary && TOTALS.contains(measurement.getStatistic());
				(total ? totals : readings).put(measurement.getStatistic().name(), measurement.getValue());
			}
			this.points.add(new MetricPoint(flat, totals, readings));
		}

		private MetricFamily toFamily() {
			return new MetricFamily(this.first.getName(), this.first.getType().name(),
					text(this.first.getDescription()), text(this.first.getBaseUnit()), this.points);
		}

		private static String text(@Nullable String text) {
			return (text != null) ? text : "";
		}

	}

}
