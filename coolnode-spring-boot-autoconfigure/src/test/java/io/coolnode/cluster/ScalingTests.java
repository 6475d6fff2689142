package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.coolnode.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Scaling} and {@link MasterChanges}.
 */
class ScalingTests {

	@Test
	void scalingUpOpensPlacesWithTheNextCodes() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> scaling = cluster.supervisor().changes().scale(2);
		assertThat(cluster.last().code()).isEqualTo("B");
		assertThat(scaling).isNotDone();
		cluster.last().ready();
		assertThat(scaling).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.state("B")).isEqualTo(WorkerState.READY);
		assertThat(cluster.last().link().isAttached()).isTrue();
	}

	@Test
	void scalingDownSendsTheHighestCodesAwayAndFreesThem() {
		SupervisedCluster cluster = SupervisedCluster.ready(3);
		CompletableFuture<Void> scaling = cluster.supervisor().changes().scale(1);
		for (long id : new long[] { 3, 2 }) {
			FakeWorker worker = cluster.worker(id);
			assertThat(worker.link().sentNames()).contains(ControlWords.DRAIN);
			assertThat(cluster.state(worker.code())).isEqualTo(WorkerState.DRAINING);
			worker.draining(DrainReason.ASKED);
			worker.exit(0);
		}
		assertThat(scaling).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.codes()).containsExactly("A");
		assertThat(cluster.launched()).hasSize(3);
		cluster.supervisor().changes().scale(2);
		assertThat(cluster.last().code()).isEqualTo("B");
		assertThat(cluster.last().id()).isEqualTo(4);
	}

	@Test
	void scalingUpWhenANewWorkerFailsToBootGoesBack() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> scaling = cluster.supervisor().changes().scale(2);
		cluster.last().exit(1);
		assertThat(scaling).failsWithin(Duration.ofSeconds(5));
		cluster.advance(Duration.ofMinutes(1));
		assertThat(cluster.codes()).containsExactly("A");
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void scalingToNoWorkerIsRefused() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		assertThat(cluster.supervisor().changes().scale(0)).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThat(cluster.codes()).containsExactly("A");
	}

	@Test
	void scalingByOneTwiceCountsFromWhatWasAskedForLast() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.supervisor().scaleBy(1);
		CompletableFuture<Void> second = cluster.supervisor().scaleBy(1);
		cluster.last().ready();
		cluster.last().ready();
		assertThat(second).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.codes()).containsExactly("A", "B", "C");
	}

}
