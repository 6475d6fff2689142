package io.coolnode.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Makes Prometheus's families of a snapshot. A family whose samples would bear the name
 * of another one's, which can be only if processes run different releases, is left out.
 */
final class PrometheusFamilies {

	private final Predicate<String> included;

	private final Set<String> taken = new HashSet<>();

	private PrometheusFamilies(Predicate<String> included) {
		this.included = included;
	}

	/**
	 * Make families.
	 * @param snapshot the snapshot
	 * @param included whether a family is wanted, by its name with or without the suffix
	 * of its kind
	 * @return the families
	 */
	static MetricSnapshots of(Snapshot snapshot, Predicate<String> included) {
		PrometheusFamilies families = new PrometheusFamilies(included);
		List<MetricSnapshot> result = new ArrayList<>();
		for (MetricFamily family : snapshot.families()) {
			PrometheusKind kind = PrometheusKind.valueOf(family.kind());
			if (families.isIncluded(family.name(), kind) && families.claim(family.name(), kind)) {
				result.add(create(family, kind));
			}
		}
		return new MetricSnapshots(result);
	}

	private boolean isIncluded(String name, PrometheusKind kind) {
		return this.included.test(name)
				|| kind.suffixes().stream().anyMatch((suffix) -> this.included.test(base(name, suffix) + suffix));
	}

	private boolean claim(String name, PrometheusKind kind) {
		List<String> names = kind.suffixes().stream().map((suffix) -> base(name, suffix) + suffix).toList();
		return names.stream().noneMatch(this.taken::contains) && this.taken.addAll(names);
	}

	private static String base(String name, String suffix) {
		return (!suffix.isEmpty() && name.endsWith(suffix)) ? name.substring(0, name.length() - suffix.length()) : name;
	}

	private static MetricSnapshot create(MetricFamily family, PrometheusKind kind) {
		MetricMetadata metadata = new MetricMetadata(family.name(), family.help(),
				family.unit().isEmpty() ? null : new Unit(family.unit()));
		List<MetricPoint> points = family.points();
		return switch (kind) {
			case COUNTER -> new CounterSnapshot(metadata, points.stream().map(PrometheusFamilies::counter).toList());
			case GAUGE -> new GaugeSnapshot(metadata, points.stream().map(PrometheusFamilies::gauge).toList());
			case HISTOGRAM -> new HistogramSnapshot(metadata,
					points.stream().map((point) -> histogram(point, point.totals())).toList());
			case GAUGE_HISTOGRAM -> new HistogramSnapshot(true, metadata,
					points.stream().map((point) -> histogram(point, point.readings())).toList());
			case SUMMARY -> new SummarySnapshot(metadata, points.stream().map(PrometheusFamilies::summary).toList());
			case INFO -> new InfoSnapshot(metadata,
					points.stream()
						.map((point) -> new InfoSnapshot.InfoDataPointSnapshot(labels(point.labels())))
						.toList());
			case STATE_SET -> new StateSetSnapshot(metadata, points.stream().map(PrometheusFamilies::states).toList());
			case UNKNOWN -> new UnknownSnapshot(metadata,
					points.stream()
						.map((point) -> new UnknownSnapshot.UnknownDataPointSnapshot(value(point.readings()),
								labels(point.labels()), null))
						.toList());
		};
	}

	private static double value(Map<String, Double> values) {
		return values.getOrDefault(PrometheusSource.VALUE, Double.NaN);
	}

	private static CounterSnapshot.CounterDataPointSnapshot counter(MetricPoint point) {
		return new CounterSnapshot.CounterDataPointSnapshot(Math.max(0, value(point.totals())), labels(point.labels()),
				exemplar(point), point.created());
	}

	private static GaugeSnapshot.GaugeDataPointSnapshot gauge(MetricPoint point) {
		return new GaugeSnapshot.GaugeDataPointSnapshot(value(point.readings()), labels(point.labels()),
				exemplar(point));
	}

	private static HistogramSnapshot.HistogramDataPointSnapshot histogram(MetricPoint point,
			Map<String, Double> values) {
		List<Double> bounds = new ArrayList<>();
		List<Long> counts = new ArrayList<>();
		values.forEach((name, value) -> {
			if (name.startsWith(PrometheusSource.BUCKET)) {
				bounds.add(Double.valueOf(name.substring(PrometheusSource.BUCKET.length())));
				counts.add(value.longValue());
			}
		});
		return new HistogramSnapshot.HistogramDataPointSnapshot(ClassicHistogramBuckets.of(bounds, counts),
				values.getOrDefault(PrometheusSource.SUM, Double.NaN), labels(point.labels()), exemplars(point),
				point.created());
	}

	private static SummarySnapshot.SummaryDataPointSnapshot summary(MetricPoint point) {
		Map<String, Double> values = point.totals().isEmpty() ? point.readings() : point.totals();
		List<Quantile> quantiles = new ArrayList<>();
		point.readings().forEach((name, value) -> {
			if (name.startsWith(PrometheusSource.QUANTILE)) {
				quantiles
					.add(new Quantile(Double.parseDouble(name.substring(PrometheusSource.QUANTILE.length())), value));
			}
		});
		return new SummarySnapshot.SummaryDataPointSnapshot(
				values.getOrDefault(PrometheusSource.COUNT, -1.0).longValue(),
				values.getOrDefault(PrometheusSource.SUM, Double.NaN), Quantiles.of(quantiles), labels(point.labels()),
				exemplars(point), point.created());
	}

	private static StateSetSnapshot.StateSetDataPointSnapshot states(MetricPoint point) {
		String[] names = point.readings().keySet().toArray(String[]::new);
		boolean[] values = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			values[i] = point.readings().getOrDefault(names[i], 0.0) != 0;
		}
		return new StateSetSnapshot.StateSetDataPointSnapshot(names, values, labels(point.labels()));
	}

	private static @Nullable Exemplar exemplar(MetricPoint point) {
		return point.exemplars().isEmpty() ? null : exemplar(point.exemplars().get(0));
	}

	private static Exemplars exemplars(MetricPoint point) {
		return Exemplars.of(point.exemplars().stream().map(PrometheusFamilies::exemplar).toList());
	}

	private static Exemplar exemplar(MetricPoint.ExampleValue example) {
		return new Exemplar(example.value(), labels(example.labels()), example.millis());
	}

	private static Labels labels(List<String> labels) {
		return Labels.of(labels.toArray(String[]::new));
	}

}
