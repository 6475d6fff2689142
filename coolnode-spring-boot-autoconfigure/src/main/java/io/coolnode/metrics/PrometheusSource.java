package io.coolnode.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The families of a Prometheus registry, of Micrometer's meters and of others.
 */
final class PrometheusSource implements SnapshotSource {

	static final String VALUE = "value";

	static final String COUNT = "count";

	static final String SUM = "sum";

	static final String BUCKET = "le ";

	static final String QUANTILE = "quantile ";

	private final PrometheusRegistry registry;

	private final @Nullable PrometheusMeterRegistry meters;

	/**
	 * Create a source.
	 * @param registry the families
	 * @param meters the meters that are among them, which tell more of themselves
	 */
	PrometheusSource(PrometheusRegistry registry, @Nullable PrometheusMeterRegistry meters) {
		this.registry = registry;
		this.meters = meters;
	}

	@Override
	public Snapshot take() {
		Set<String> momentary = momentaryNames();
		Map<String, MetricFamily> families = new LinkedHashMap<>();
		for (MetricSnapshot snapshot : this.registry.scrape()) {
			String name = snapshot.getMetadata().getName();
			MetricFamily known = families.get(name);
			MetricFamily family = read(name, snapshot, momentary.contains(name));
			if (known != null) {
				known.points().addAll(family.points());
			}
			else {
				families.put(name, family);
			}
		}
		return new Snapshot(List.copyOf(families.values()));
	}

	/**
	 * Return the names of long task timers, whose sums and counts are those of what is
	 * going on at the moment.
	 * @return the names
	 */
	private Set<String> momentaryNames() {
		PrometheusMeterRegistry registry = this.meters;
		Set<String> names = new HashSet<>();
		if (registry != null) {
			for (Meter meter : registry.getMeters()) {
				if (meter.getId().getType() == Meter.Type.LONG_TASK_TIMER) {
					names.add(meter.getId().getConventionName(registry.config().namingConvention()));
				}
			}
		}
		return names;
	}

	private static MetricFamily read(String name, MetricSnapshot snapshot, boolean momentary) {
		String help = snapshot.getMetadata().getHelp();
		String unit = snapshot.getMetadata().hasUnit() ? String.valueOf(snapshot.getMetadata().getUnit()) : "";
		List<MetricPoint> points = new ArrayList<>();
		for (DataPointSnapshot point : snapshot.getDataPoints()) {
			MetricPoint read = read(snapshot, point);
			points.add(momentary ? momentary(read) : read);
		}
		return new MetricFamily(name, kind(snapshot).name(), (help != null) ? help : "", unit, points);
	}

	private static PrometheusKind kind(MetricSnapshot snapshot) {
		if (snapshot instanceof CounterSnapshot) {
			return PrometheusKind.COUNTER;
		}
		if (snapshot instanceof GaugeSnapshot) {
			return PrometheusKind.GAUGE;
		}
		if (snapshot instanceof HistogramSnapshot histogram) {
			return histogram.isGaugeHistogram() ? PrometheusKind.GAUGE_HISTOGRAM : PrometheusKind.HISTOGRAM;
		}
		if (snapshot instanceof SummarySnapshot) {
			return PrometheusKind.SUMMARY;
		}
		if (snapshot instanceof InfoSnapshot) {
			return PrometheusKind.INFO;
		}
		return (snapshot instanceof StateSetSnapshot) ? PrometheusKind.STATE_SET : PrometheusKind.UNKNOWN;
	}

	private static MetricPoint momentary(MetricPoint point) {
		Map<String, Double> readings = new LinkedHashMap<>(point.totals());
		readings.putAll(point.readings());
		return new MetricPoint(point.labels(), Map.of(), readings, 0, point.exemplars());
	}

	private static MetricPoint read(MetricSnapshot snapshot, DataPointSnapshot point) {
		Map<String, Double> totals = new LinkedHashMap<>();
		Map<String, Double> readings = new LinkedHashMap<>();
		List<MetricPoint.ExampleValue> examples = new ArrayList<>();
		if (point instanceof CounterSnapshot.CounterDataPointSnapshot counter) {
			totals.put(VALUE, counter.getValue());
			add(examples, counter.getExemplar());
		}
		else if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot gauge) {
			readings.put(VALUE, gauge.getValue());
			add(examples, gauge.getExemplar());
		}
		else if (point instanceof HistogramSnapshot.HistogramDataPointSnapshot histogram) {
			boolean gauge = snapshot instanceof HistogramSnapshot parent && parent.isGaugeHistogram();
			readHistogram(histogram, gauge ? readings : totals);
			addAll(examples, histogram.getExemplars());
		}
		else if (point instanceof SummarySnapshot.SummaryDataPointSnapshot summary) {
			readSummary(summary, totals, readings);
			addAll(examples, summary.getExemplars());
		}
		else if (point instanceof StateSetSnapshot.StateSetDataPointSnapshot states) {
			for (int i = 0; i < states.size(); i++) {
				readings.put(states.getName(i), states.isTrue(i) ? 1.0 : 0.0);
			}
		}
		else if (point instanceof UnknownSnapshot.UnknownDataPointSnapshot unknown) {
			readings.put(VALUE, unknown.getValue());
		}
		return new MetricPoint(labels(point.getLabels()), totals, readings,
				point.hasCreatedTimestamp() ? point.getCreatedTimestampMillis() : 0, examples);
	}

	private static void readHistogram(HistogramSnapshot.HistogramDataPointSnapshot histogram,
			Map<String, Double> target) {
		if (histogram.hasClassicHistogramData()) {
			for (ClassicHistogramBucket bucket : histogram.getClassicBuckets()) {
				target.put(BUCKET + bucket.getUpperBound(), (double) bucket.getCount());
			}
		}
		else {
			target.put(BUCKET + Double.POSITIVE_INFINITY, (double) histogram.getCount());
		}
		if (histogram.hasSum()) {
			target.put(SUM, histogram.getSum());
		}
	}

	private static void readSummary(SummarySnapshot.SummaryDataPointSnapshot summary, Map<String, Double> totals,
			Map<String, Double> readings) {
		if (summary.hasCount()) {
			totals.put(COUNT, (double) summary.getCount());
		}
		if (summary.hasSum()) {
			totals.put(SUM, summary.getSum());
		}
		for (Quantile quantile : summary.getQuantiles()) {
			readings.put(QUANTILE + quantile.getQuantile(), quantile.getValue());
		}
	}

	private static void addAll(List<MetricPoint.ExampleValue> examples, Exemplars exemplars) {
		for (Exemplar exemplar : exemplars) {
			add(examples, exemplar);
		}
	}

	private static void add(List<MetricPoint.ExampleValue> examples, @Nullable Exemplar exemplar) {
		if (exemplar != null) {
			examples.add(new MetricPoint.ExampleValue(exemplar.getValue(), exemplar.getTimestampMillis(),
					labels(exemplar.getLabels())));
		}
	}

	private static List<String> labels(Labels labels) {
		List<String> result = new ArrayList<>();
		for (Label label : labels) {
			result.add(label.getName());
			result.add(label.getValue());
		}
		return result;
	}

}
