package io.coolnode.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import org.junit.jupiter.api.Test;

import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrometheusSource} and {@link PrometheusFamilies}: what one registry
 * tells comes out as Boot's endpoint would write it.
 */
class PrometheusFamiliesTests {

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final PrometheusSource source = new PrometheusSource(this.meters.getPrometheusRegistry(), this.meters);

	@Test
	void allKindsComeOutAsTheyWentInWithTheCodeOfTheirProcess() {
		registerAll();
		String text = text((merger) -> merger.addWhole("A", roundTrip()));
		List<String> expected = lines(text(this.meters.getPrometheusRegistry())).stream()
			.map((line) -> line.startsWith("#") ? line : labelled(line))
			.toList();
		assertThat(lines(text)).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void deadHaveNoGaugesAndNothingThatIsUnderWay() {
		registerAll();
		String text = text((merger) -> merger.addTotals("A", roundTrip()));
		assertThat(text)
			.contains("hits_total{worker=\"A\"} 3.0", "times_seconds_count{worker=\"A\"} 1",
					"times_seconds_bucket{worker=\"A\",le=\"0.1\"} 1", "ratios_sum{worker=\"A\"} 0.9")
			.doesNotContain("level", "running", "_max", "states", "quantile");
	}

	@Test
	void totalsOfTheDeadAreAddedToThoseOfTheirReplacement() {
		registerAll();
		Snapshot snapshot = roundTrip();
		String text = text((merger) -> {
			merger.addWhole("A", snapshot);
			merger.addTotals("A", snapshot);
			merger.addWhole("B", snapshot);
		});
		assertThat(text).contains("hits_total{worker=\"A\"} 6.0", "hits_total{worker=\"B\"} 3.0",
				"times_seconds_bucket{worker=\"A\",le=\"0.1\"} 2", "times_seconds_bucket{worker=\"A\",le=\"+Inf\"} 2",
				"level{odd_name=\"a \\\"quoted\\\" \\\\ value\",worker=\"A\"} 5.0");
		assertWellFormed(text);
	}

	@Test
	void familyThatIsNotIncludedIsLeftOut() {
		registerAll();
		Merger merger = new Merger();
		merger.addWhole("A", roundTrip());
		assertThat(names(merger, Set.of("level")::contains)).containsExactly("level");
		assertThat(names(merger, Set.of("hits_total")::contains)).hasSize(1);
		assertThat(names(merger, (name) -> false)).isEmpty();
	}

	@Test
	void familyWhoseSamplesWouldBearTheNameOfAnothersIsLeftOut() {
		Merger merger = new Merger();
		merger.addWhole("A",
				new Snapshot(List.of(
						new MetricFamily("a", "SUMMARY", "", "",
								List.of(new MetricPoint(List.of(), Map.of("count", 1.0, "sum", 1.0), Map.of()))),
						new MetricFamily("a_count", "GAUGE", "", "",
								List.of(new MetricPoint(List.of(), Map.of(), Map.of("value", 1.0)))))));
		assertThat(names(merger, (name) -> true)).containsExactly("a");
	}

	private void registerAll() {
		Counter.builder("hits").description("Hits, \"all\" of\nthem").register(this.meters).increment(3);
		Gauge.builder("level", () -> 5).tag("odd name", "a \"quoted\" \\ value").register(this.meters);
		Gauge.builder("level", () -> 5).register(this.meters);
		Timer.builder("times")
			.serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
			.register(this.meters)
			.record(Duration.ofMillis(50));
		DistributionSummary.builder("ratios").publishPercentiles(0.5).register(this.meters).record(0.9);
		LongTaskTimer.builder("running").register(this.meters).start();
		FunctionTimer.builder("function", this, (self) -> 4, (self) -> 2.5, TimeUnit.SECONDS).register(this.meters);
		PrometheusRegistry registry = this.meters.getPrometheusRegistry();
		registry.register((Collector) () -> new StateSetSnapshot(new MetricMetadata("states"),
				List.of(new StateSetSnapshot.StateSetDataPointSnapshot(new String[] { "off", "on" },
						new boolean[] { false, true }, Labels.EMPTY))));
		registry.register((Collector) () -> new UnknownSnapshot(new MetricMetadata("something"),
				List.of(new UnknownSnapshot.UnknownDataPointSnapshot(1, Labels.EMPTY, null))));
	}

	private Snapshot roundTrip() {
		return SnapshotCodec.decode(SnapshotCodec.encode(this.source.take()));
	}

	private static List<String> names(Merger merger, Predicate<String> included) {
		return PrometheusFamilies.of(merger.result(), included)
			.stream()
			.map((family) -> family.getMetadata().getName())
			.toList();
	}

	private static String text(Consumer<Merger> parts) {
		Merger merger = new Merger();
		parts.accept(merger);
		MetricSnapshots snapshots = PrometheusFamilies.of(merger.result(), (name) -> true);
		return text(new PrometheusRegistry() {

			@Override
			public MetricSnapshots scrape() {
				return snapshots;
			}

		});
	}

	private static String text(PrometheusRegistry registry) {
		byte[] body = new PrometheusScrapeEndpoint(registry, null).scrape(PrometheusOutputFormat.CONTENT_TYPE_004, null)
			.getBody();
		return (body != null) ? new String(body, StandardCharsets.UTF_8) : "";
	}

	private static List<String> lines(String text) {
		return text.lines().filter((line) -> !line.matches("running_seconds_(sum|max).*")).toList();
	}

	private static String labelled(String line) {
		int space = line.lastIndexOf(' ');
		String series = line.substring(0, space);
		if (!series.endsWith("}")) {
			return series + "{worker=\"A\"}" + line.substring(space);
		}
		int last = Math.max(series.lastIndexOf(",le="), series.lastIndexOf(",quantile="));
		if (last < 0 && (series.contains("{le=") || series.contains("{quantile=") || series.contains("{states="))) {
			return series.replace("{", "{worker=\"A\",") + line.substring(space);
		}
		return series.substring(0, series.length() - 1) + ",worker=\"A\"}" + line.substring(space);
	}

	private static void assertWellFormed(String text) {
		Set<String> series = new HashSet<>();
		text.lines().forEach((line) -> {
			String key = line.startsWith("#") ? line.substring(0, line.indexOf(' ', 7))
					: line.substring(0, line.lastIndexOf(' '));
			assertThat(series.add(key)).as(line).isTrue();
		});
	}

}
