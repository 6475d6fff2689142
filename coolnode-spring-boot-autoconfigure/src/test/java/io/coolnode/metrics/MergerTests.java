package io.coolnode.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Merger}, {@link KeptTotals} and {@link SnapshotCodec}.
 */
class MergerTests {

	private static final List<String> CODES = List.of("A", "B");

	@Test
	void totalsOfOneSeriesAreAddedUpAndReadingsAreThoseOfTheLiving() {
		Merger merger = new Merger();
		merger.addWhole("A", snapshot(point(3, 7.0)));
		merger.addTotals("A", snapshot(point(4, 99.0)));
		MetricPoint merged = only(merger);
		assertThat(merged.labels()).containsExactly("uri", "/", "worker", "A");
		assertThat(merged.totals()).containsExactly(Map.entry("count", 7.0));
		assertThat(merged.readings()).containsExactly(Map.entry("max", 7.0));
	}

	@Test
	void seriesOfTheDeadStaysWithoutReadings() {
		Merger merger = new Merger();
		merger.addTotals("A", snapshot(point(4, 99.0)));
		merger.addTotals("A", new Snapshot(List.of(new MetricFamily("gauge", "GAUGE", "", "",
				List.of(new MetricPoint(List.of(), Map.of(), Map.of("value", 1.0)))))));
		MetricPoint merged = only(merger);
		assertThat(merged.totals()).containsExactly(Map.entry("count", 4.0));
		assertThat(merged.readings()).isEmpty();
	}

	@Test
	void labelOfTheApplicationThatIsCalledWorkerIsRenamed() {
		assertThat(Merger.label(List.of("a", "1", "worker", "mine"), "B")).containsExactly("a", "1", "exported_worker",
				"mine", "worker", "B");
		assertThat(Merger.label(List.of("exported_worker", "x", "worker", "mine"), "B"))
			.containsExactly("exported_exported_worker", "mine", "exported_worker", "x", "worker", "B");
	}

	@Test
	void familyOfAnotherKindIsLeftOut() {
		Merger merger = new Merger();
		merger.addWhole("B", snapshot(point(1, 1.0)));
		merger.addWhole("A", new Snapshot(List.of(new MetricFamily("hits", "GAUGE", "", "", List.of(point(5, 5.0))))));
		assertThat(only(merger).labels()).contains("B");
	}

	@Test
	void notANumberCountsAsNothing() {
		Merger merger = new Merger();
		merger.addWhole("A", snapshot(point(Double.NaN, 1.0)));
		merger.addTotals("A", snapshot(point(4, 1.0)));
		assertThat(only(merger).totals()).containsExactly(Map.entry("count", 4.0));
	}

	@Test
	void keptTotalsHaveALimit() {
		KeptTotals kept = new KeptTotals(2);
		for (int i = 0; i < 5; i++) {
			kept.add("meters", "A", SnapshotCodec.encode(new Snapshot(List.of(new MetricFamily("hits", "COUNTER", "",
					"", List.of(new MetricPoint(List.of("pid", "p" + i), Map.of("value", 1.0), Map.of())))))));
		}
		kept.add("meters", "A", SnapshotCodec.encode(new Snapshot(List.of(new MetricFamily("hits", "COUNTER", "", "",
				List.of(new MetricPoint(List.of("pid", "p0"), Map.of("value", 5.0), Map.of())))))));
		Snapshot snapshot = SnapshotCodec.decode(kept.of("meters").getOrDefault("A", new byte[0]));
		assertThat(snapshot.families().get(0).points()).hasSize(2)
			.extracting((point) -> point.totals().get("value"))
			.containsExactlyInAnyOrder(6.0, 1.0);
	}

	/**
	 * Processes come, count, tell now and then, and die; whatever was shown is never
	 * shown smaller, no series comes twice, and what nobody alive tells has no reading.
	 */
	@RepeatedTest(30)
	void countersNeverGoBackwardsWhateverHappens(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		KeptTotals kept = new KeptTotals();
		Map<String, Map<String, Double>> living = new HashMap<>();
		Map<String, byte[]> told = new HashMap<>();
		Map<String, Double> shown = new HashMap<>();
		for (int step = 0; step < 200; step++) {
			String code = CODES.get(random.nextInt(CODES.size()));
			switch (random.nextInt(4)) {
				case 0 -> {
					byte[] last = told.remove(code);
					if (last != null) {
						kept.add("meters", code, last);
					}
					living.put(code, new HashMap<>());
				}
				case 1 -> told.put(code, SnapshotCodec.encode(toSnapshot(living.getOrDefault(code, Map.of()))));
				default -> living.computeIfAbsent(code, (key) -> new HashMap<>())
					.merge("/" + random.nextInt(5), (double) random.nextInt(10), Double::sum);
			}
			show(kept, told, random.nextBoolean(), shown);
		}
	}

	private static void show(KeptTotals kept, Map<String, byte[]> told, boolean whole, Map<String, Double> shown) {
		Merger merger = new Merger();
		told.forEach((code, bytes) -> {
			Snapshot snapshot = SnapshotCodec.decode(bytes);
			if (whole) {
				merger.addWhole(code, snapshot);
			}
			else {
				merger.addTotals(code, snapshot);
			}
		});
		kept.of("meters").forEach((code, bytes) -> merger.addTotals(code, SnapshotCodec.decode(bytes)));
		Map<String, Double> now = new HashMap<>();
		Set<String> names = new HashSet<>();
		for (MetricFamily family : merger.result().families()) {
			assertThat(names.add(family.name())).isTrue();
			for (MetricPoint point : family.points()) {
				assertThat(now.put(point.labels().toString(), point.totals().getOrDefault("count", 0.0))).isNull();
				assertThat(point.readings().isEmpty())
					.isEqualTo(!whole || !told.containsKey(codeOf(point)) || !isTold(told, point));
			}
		}
		shown.forEach((series, value) -> assertThat(now).hasEntrySatisfying(series,
				(current) -> assertThat(current).isGreaterThanOrEqualTo(value)));
		shown.putAll(now);
	}

	private static boolean isTold(Map<String, byte[]> told, MetricPoint point) {
		byte[] bytes = told.getOrDefault(codeOf(point), SnapshotCodec.encode(Snapshot.EMPTY));
		return SnapshotCodec.decode(bytes)
			.families()
			.stream()
			.flatMap((family) -> family.points().stream())
			.anyMatch((each) -> each.labels().equals(point.labels().subList(0, 2)));
	}

	private static String codeOf(MetricPoint point) {
		return point.labels().get(point.labels().size() - 1);
	}

	private static Snapshot toSnapshot(Map<String, Double> counts) {
		List<MetricPoint> points = new ArrayList<>();
		counts.forEach((uri, count) -> points
			.add(new MetricPoint(List.of("uri", uri), Map.of("count", count), Map.of("max", 1.0))));
		return new Snapshot(List.of(new MetricFamily("hits", "TIMER", "", "", points)));
	}

	private static Snapshot snapshot(MetricPoint point) {
		return new Snapshot(List.of(new MetricFamily("hits", "TIMER", "All hits", "seconds", List.of(point))));
	}

	private static MetricPoint point(double count, double max) {
		return new MetricPoint(List.of("uri", "/"), Map.of("count", count), Map.of("max", max));
	}

	private static MetricPoint only(Merger merger) {
		List<MetricFamily> families = merger.result().families();
		assertThat(families).hasSize(1);
		assertThat(families.get(0).points()).hasSize(1);
		return families.get(0).points().get(0);
	}

}
