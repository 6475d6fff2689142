package io.coolnode.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;

import io.coolnode.Worker;
import io.coolnode.WorkerExitedEvent;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WorkerMetrics} and {@link MasterMetrics}, with a master and two
 * workers in this process.
 */
class ClusterMetricsTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final MeterRegistry othersMeters = new SimpleMeterRegistry();

	private LocalCluster cluster;

	private MasterMetrics master;

	private WorkerMetrics worker;

	private WorkerMetrics other;

	@BeforeEach
	void start() throws Exception {
		this.cluster = new LocalCluster().start("A", "B");
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		MasterRegistry registry = new MasterRegistry(beans,
				List.of(new ChannelMeters(this.cluster.master().internal())), SimpleMeterRegistry::new);
		this.master = new MasterMetrics(this.cluster.master().internal(), Duration.ofMinutes(5), registry);
		this.worker = worker(1, new MeterSource(this.meters));
		this.other = worker(2, new MeterSource(this.othersMeters));
	}

	private WorkerMetrics worker(long id, SnapshotSource source) {
		WorkerMetrics metrics = new WorkerMetrics(this.cluster.channel(id).internal());
		metrics.add(MetricViews.METERS, source);
		metrics.start();
		return metrics;
	}

	@AfterEach
	void stop() {
		this.worker.stop();
		this.master.destroy();
		this.cluster.close();
	}

	@Test
	void anyWorkerSpeaksForAllProcesses() {
		this.meters.counter("hits").increment(1);
		this.othersMeters.counter("hits").increment(2);
		this.othersMeters.gauge("level", 7);
		Awaitility.await().untilAsserted(() -> {
			assertThat(count(this.worker, "hits", "A")).isEqualTo(1);
			assertThat(count(this.worker, "hits", "B")).isEqualTo(2);
		});
		assertThat(count(this.other, "hits", "A")).isEqualTo(1);
		MetricsEndpoint endpoint = new MetricsEndpoint(new ClusterMeterRegistry(this.worker));
		assertThat(endpoint.listNames().getNames()).contains("hits", "level", "coolnode.channel.messages",
				"jvm.memory.used");
		MetricsEndpoint.MetricDescriptor all = endpoint.metric("hits", null);
		assertThat(all).isNotNull();
		assertThat(all.getMeasurements().get(0).getValue()).isEqualTo(3);
		assertThat(all.getAvailableTags().get(0).getValues()).containsExactlyInAnyOrder("A", "B");
		assertThat(endpoint.metric("hits", List.of("worker:B")).getMeasurements().get(0).getValue()).isEqualTo(2);
		assertThat(endpoint.metric("none", null)).isNull();
	}

	@Test
	void deadKeepsItsCountersAndItsReplacementAddsToThem() throws Exception {
		this.othersMeters.counter("hits").increment(2);
		this.othersMeters.gauge("level", 7);
		Awaitility.await().until(() -> count(this.worker, "hits", "B") == 2);
		kill(2);
		Awaitility.await().untilAsserted(() -> assertThat(find("level", "B")).isEmpty());
		assertThat(count(this.worker, "hits", "B")).isEqualTo(2);
		this.cluster.connect("B", 3);
		this.cluster.admit("B", 3);
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		registry.counter("hits").increment(5);
		worker(3, new MeterSource(registry));
		Awaitility.await()
			.pollDelay(Duration.ofSeconds(3))
			.untilAsserted(() -> assertThat(count(this.worker, "hits", "B")).isEqualTo(7));
	}

	@Test
	void drainedWorkerTellsItsLastWord() {
		this.othersMeters.counter("hits").increment(2);
		Awaitility.await().until(() -> count(this.worker, "hits", "B") == 2);
		this.othersMeters.counter("hits").increment(40);
		this.other.stop();
		Awaitility.await().untilAsserted(() -> assertThat(count(this.worker, "hits", "B")).isEqualTo(42));
		kill(2);
		assertThat(count(this.worker, "hits", "B")).isEqualTo(42);
	}

	@Test
	void workerThatHangsIsWaitedForOnceAndItsCountersStay() throws Exception {
		CountDownLatch latch = new CountDownLatch(1);
		AtomicBoolean hangs = new AtomicBoolean();
		MeterSource source = new MeterSource(this.othersMeters);
		this.other.add(MetricViews.METERS, () -> {
			if (hangs.get()) {
				await(latch);
			}
			return source.take();
		});
		this.othersMeters.counter("hits").increment(2);
		this.othersMeters.gauge("level", 7);
		Awaitility.await().until(() -> count(this.worker, "hits", "B") == 2);
		hangs.set(true);
		assertThat(find("level", "B")).isEmpty();
		assertThat(count(this.worker, "hits", "B")).isEqualTo(2);
		hangs.set(false);
		latch.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(find("level", "B")).isPresent());
	}

	@Test
	void scrapeWhenNobodyAnswersForTheClusterFails() {
		this.master.destroy();
		assertThatExceptionOfType(MetricsUnavailableException.class)
			.isThrownBy(() -> this.worker.ofAll(MetricViews.METERS));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void kill(long id) {
		DefaultChannel channel = this.cluster.channel(id);
		Worker worker = this.cluster.master().cluster().worker(channel.code()).orElseThrow();
		this.cluster.kill(channel.code(), id);
		this.master.onApplicationEvent(new WorkerExitedEvent(this.cluster.master().cluster(), worker, 137, false));
	}

	private Optional<MetricPoint> find(String name, String code) {
		return find(this.worker, name, code);
	}

	private static Optional<MetricPoint> find(WorkerMetrics asked, String name, String code) {
		return asked.ofAll(MetricViews.METERS)
			.families()
			.stream()
			.filter((family) -> family.name().equals(name))
			.flatMap((family) -> family.points().stream())
			.filter((point) -> point.labels().equals(List.of("worker", code)))
			.findFirst();
	}

	private static double count(WorkerMetrics asked, String name, String code) {
		return find(asked, name, code).map((point) -> point.totals().getOrDefault("COUNT", 0.0)).orElse(0.0);
	}

}
