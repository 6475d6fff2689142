package io.coolnode.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts snapshots of several processes together. Totals of one series are added up;
 * readings come from one process at most. Of families with one name the kind of the first
 * counts, and what is of another kind is left out.
 */
final class Merger {

	static final String WORKER = "worker";

	private static final String FOREIGN = "exported_";

	private final Map<String, Merged> families = new TreeMap<>();

	private final int maxPoints;

	private int points;

	private int refused;

	Merger() {
		this(Integer.MAX_VALUE);
	}

	/**
	 * Create a merger with a limit.
	 * @param maxPoints how many points there may be in all; further ones are left out
	 */
	Merger(int maxPoints) {
		this.maxPoints = maxPoints;
	}

	/**
	 * Add all that a process has told.
	 * @param code its code, which its series get as a label
	 * @param snapshot what it has told
	 */
	void addWhole(String code, Snapshot snapshot) {
		snapshot.families().forEach((family) -> add(family, code, true));
	}

	/**
	 * Add only what a process has counted, since it has ended or does not answer.
	 * @param code its code, which its series get as a label
	 * @param snapshot what it has told
	 */
	void addTotals(String code, Snapshot snapshot) {
		snapshot.families().forEach((family) -> add(family, code, false));
	}

	/**
	 * Add only what a process has counted, without saying which one.
	 * @param snapshot what it has told
	 */
	void addTotals(Snapshot snapshot) {
		snapshot.families().forEach((family) -> add(family, "", false));
	}

	private void add(MetricFamily family, String code, boolean whole) {
		Merged merged = this.families.get(family.name());
		if (merged != null && !merged.kind.equals(family.kind())) {
			return;
		}
		for (MetricPoint point : family.points()) {
			if (whole || !point.totals().isEmpty()) {
				if (merged == null) {
					merged = new Merged(family);
					this.families.put(family.name(), merged);
				}
				add(merged, code.isEmpty() ? point.labels() : label(point.labels(), code), point, whole);
			}
		}
	}

	private void add(Merged merged, List<String> labels, MetricPoint point, boolean whole) {
		MergedPoint target = merged.points.get(labels);
		if (target == null) {
			if (this.points >= this.maxPoints) {
				this.refused++;
				return;
			}
			this.points++;
			target = new MergedPoint();
			merged.points.put(labels, target);
		}
		target.add(point, whole);
	}

	/**
	 * Label a series with the code of its process. A label of the application's that has
	 * that name gets another one, as it does when Prometheus itself adds labels.
	 * @param labels names and values in turn
	 * @param code the code
	 * @return the labels, in the order of their names
	 */
	static List<String> label(List<String> labels, String code) {
		Map<String, String> sorted = new TreeMap<>();
		String foreign = null;
		for (int i = 0; i + 1 < labels.size(); i += 2) {
			if (labels.get(i).equals(WORKER)) {
				foreign = labels.get(i + 1);
			}
			else {
				sorted.put(labels.get(i), labels.get(i + 1));
			}
		}
		if (foreign != null) {
			String name = FOREIGN + WORKER;
			while (sorted.containsKey(name)) {
				name = FOREIGN + name;
			}
			sorted.put(name, foreign);
		}
		sorted.put(WORKER, code);
		List<String> result = new ArrayList<>();
		sorted.forEach((name, value) -> {
			result.add(name);
			result.add(value);
		});
		return List.copyOf(result);
	}

	/**
	 * Return how many points were left out for the limit.
	 * @return the number
	 */
	int refused() {
		return this.refused;
	}

	/**
	 * Return what was added, in the order of names and then of labels.
	 * @return the snapshot
	 */
	Snapshot result() {
		return new Snapshot(this.families.values().stream().map(Merged::toFamily).toList());
	}

	/**
	 * A family that is put together.
	 */
	private static final class Merged {

		private static final Comparator<List<String>> ORDER = (left, right) -> {
			for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
				int order = left.get(i).compareTo(right.get(i));
				if (order != 0) {
					return order;
				}
			}
			return left.size() - right.size();
		};

		private final String name;

		private final String kind;

		private final String help;

		private final String unit;

		private final Map<List<String>, MergedPoint> points = new TreeMap<>(ORDER);

		private Merged(MetricFamily family) {
			this.name = family.name();
			this.kind = family.kind();
			this.help = family.help();
			this.unit = family.unit();
		}

		private MetricFamily toFamily() {
			List<MetricPoint> result = new ArrayList<>();
			this.points.forEach((labels, point) -> result.add(point.toPoint(labels)));
			return new MetricFamily(this.name, this.kind, this.help, this.unit, result);
		}

	}

	/**
	 * A point that is put together.
	 */
	private static final class MergedPoint {

		private final Map<String, Double> totals = new LinkedHashMap<>();

		private Map<String, Double> readings = Map.of();

		private List<MetricPoint.ExampleValue> exemplars = List.of();

		private long created;

		private void add(MetricPoint point, boolean whole) {
			point.totals().forEach((name, value) -> {
				if (!value.isNaN()) {
					this.totals.merge(name, value, Double::sum);
				}
				else {
					this.totals.putIfAbsent(name, 0.0);
				}
			});
			if (point.created() > 0) {
				this.created = (this.created > 0) ? Math.min(this.created, point.created()) : point.created();
			}
			if (whole) {
				this.readings = point.readings();
				this.exemplars = point.exemplars();
			}
		}

		private MetricPoint toPoint(List<String> labels) {
			return new MetricPoint(labels, this.totals, this.readings, this.created, this.exemplars);
		}

	}

}
