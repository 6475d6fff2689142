package io.coolnode.cluster;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recycling}.
 */
class RecyclingTests {

	private static final Duration CHECK = Duration.ofSeconds(1);

	@Test
	void workerWhenItHasServedEnoughIsReplacedByANewProcessFirst() {
		SupervisedCluster cluster = ready(1, new RecycleSettings(1000, Duration.ZERO, 0));
		FakeWorker old = cluster.worker(1);
		old.beat(899);
		cluster.advance(CHECK);
		assertThat(cluster.launched()).hasSize(1);
		old.beat(1101);
		cluster.advance(CHECK);
		assertThat(cluster.launched()).hasSize(2);
		assertThat(old.link().sentNames()).doesNotContain(ControlWords.DRAIN);
		cluster.last().ready();
		assertThat(old.link().sentNames()).contains(ControlWords.DRAIN);
	}

	@Test
	void workersWhenAllAreOldEnoughAreReplacedOneAfterAnother() {
		SupervisedCluster cluster = ready(2, new RecycleSettings(0, Duration.ofSeconds(20), 0));
		for (int i = 0; i < 23; i++) {
			cluster.launched().forEach((worker) -> worker.beat(0));
			cluster.advance(CHECK);
		}
		assertThat(cluster.launched()).hasSize(3);
		FakeWorker old = cluster.launched()
			.stream()
			.filter((worker) -> worker.code().equals(cluster.last().code()))
			.findFirst()
			.orElseThrow();
		cluster.last().ready();
		old.draining(DrainReason.ASKED);
		old.exit(0);
		assertThat(cluster.launched()).hasSize(4);
	}

	@Test
	void workerWhenItHasGrownEnoughIsReplaced() {
		SupervisedCluster cluster = ready(1, new RecycleSettings(0, Duration.ZERO, 1 << 20));
		cluster.worker(1).residentMemory(900_000);
		cluster.advance(CHECK);
		assertThat(cluster.launched()).hasSize(1);
		cluster.worker(1).residentMemory(1_200_000);
		cluster.advance(CHECK);
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void workerWhenItsReplacementFailsToBootIsTriedAgainAfterAMinute() {
		SupervisedCluster cluster = ready(1, new RecycleSettings(10, Duration.ZERO, 0));
		cluster.worker(1).beat(100);
		cluster.advance(CHECK);
		cluster.last().exit(1);
		for (int i = 0; i < 55; i++) {
			cluster.worker(1).beat(100);
			cluster.advance(CHECK);
		}
		assertThat(cluster.launched()).hasSize(2);
		for (int i = 0; i < 10; i++) {
			cluster.worker(1).beat(100);
			cluster.advance(CHECK);
		}
		assertThat(cluster.launched()).hasSize(3);
	}

	private static SupervisedCluster ready(int workers, RecycleSettings recycle) {
		return SupervisedCluster.ready(ClusterSettingsBuilder.of(workers).recycle(recycle).build());
	}

}
