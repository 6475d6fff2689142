package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.coolnode.UnknownTargetException;
import io.coolnode.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link RollingRestart} and {@link Succession}.
 */
class RollingRestartTests {

	@Test
	void restartWhenAskedReplacesOnePlaceAfterAnother() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		assertThat(codesOf(cluster.launched())).containsExactly("A", "B", "A");
		replace(cluster, cluster.worker(1), cluster.worker(3));
		assertThat(codesOf(cluster.launched())).containsExactly("A", "B", "A", "B");
		assertThat(restart).isNotDone();
		replace(cluster, cluster.worker(2), cluster.worker(4));
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.launched()).hasSize(4);
		assertThat(cluster.view("B").id()).isEqualTo(4);
		assertThat(cluster.changes()).containsExactly("restart of all workers", "over");
		assertThat(cluster.events()).containsExactly("ready A 1 READY", "ready B 2 READY", "cluster ready",
				"ready A 3 READY", "exited A 1 0 drained", "ready B 4 READY", "exited B 2 0 drained");
	}

	private static void replace(SupervisedCluster cluster, FakeWorker old, FakeWorker next) {
		assertThat(old.link().sentNames()).doesNotContain(ControlWords.DRAIN);
		next.ready();
		assertThat(next.link().sentNames()).contains(ControlWords.ACCEPT);
		assertThat(old.link().sentNames()).contains(ControlWords.DRAIN);
		assertThat(old.link().isAttached()).isTrue();
		assertThat(cluster.view(old.code()).id()).isEqualTo(old.id());
		old.draining(DrainReason.ASKED);
		assertThat(old.link().isAttached()).isFalse();
		assertThat(next.link().isAttached()).isTrue();
		assertThat(cluster.view(old.code()).id()).isEqualTo(next.id());
		assertThat(cluster.state(old.code())).isEqualTo(WorkerState.READY);
		old.exit(0);
	}

	@Test
	void restartOfOnePlaceLeavesTheOthers() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart("B");
		replace(cluster, cluster.worker(2), cluster.worker(3));
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
		assertThat(codesOf(cluster.launched())).containsExactly("A", "B", "B");
	}

	@Test
	void restartWhenThereIsNoSuchPlaceFails() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		assertThat(cluster.supervisor().changes().restart("Q")).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.withCauseInstanceOf(UnknownTargetException.class);
	}

	@Test
	void restartWhenANewProcessFailsToBootEndsAndKeepsTheOldOnes() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		cluster.worker(3).connect().bootFailure("A bean is missing", "Define it");
		cluster.worker(3).exit(1);
		assertThat(restart).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.withMessageContaining("A bean is missing");
		assertThat(cluster.launched()).hasSize(3);
		assertThat(cluster.view("A").id()).isOne();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(cluster.worker(1).link().sentNames()).doesNotContain(ControlWords.DRAIN);
	}

	@Test
	void restartWhenNoProcessCanBeLaunchedEndsAndKeepsTheOldOnes() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.failLaunches(new IOException("no memory"));
		assertThat(cluster.supervisor().changes().restart(null)).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.withMessageContaining("no memory");
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void restartWhenTheOldProcessDiesMeanwhileGivesThePlaceToTheNewOne() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		cluster.worker(1).exit(137);
		cluster.advance(Duration.ofSeconds(1));
		assertThat(cluster.launched()).hasSize(2);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		cluster.worker(2).ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void restartWhenTheOldProcessDiesBetweenReadinessAndDrainGivesThePlaceToTheNewOne() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		cluster.worker(2).ready();
		cluster.worker(1).exit(1);
		assertThat(cluster.launched()).hasSize(2);
		assertThat(cluster.view("A").id()).isEqualTo(2);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void successorWhenItDiesBeforeTheHandOverLeavesAPlaceThatIsFilledAgain() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		cluster.worker(2).ready();
		cluster.worker(2).exit(139);
		assertThat(restart).failsWithin(Duration.ofSeconds(5));
		cluster.worker(1).draining(DrainReason.ASKED);
		cluster.worker(1).exit(0);
		assertThat(cluster.launched()).hasSize(3);
		cluster.worker(3).ready();
		assertThat(cluster.view("A").id()).isEqualTo(3);
	}

	@Test
	void oldProcessWhenItDoesNotAnswerLosesThePlaceAndIsKilledInTheEnd() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		cluster.worker(2).ready();
		cluster.advance(Duration.ofSeconds(5));
		assertThat(cluster.view("A").id()).isEqualTo(2);
		cluster.advance(Duration.ofSeconds(60));
		assertThat(cluster.worker(1).terminations()).isOne();
		assertThat(cluster.worker(1).kills()).isOne();
		assertThat(restart).isNotDone();
		cluster.worker(1).exit(137);
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void restartWhenOneWaitsIsTheSame() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		MasterChanges changes = cluster.supervisor().changes();
		CompletableFuture<Void> first = changes.restart(null);
		CompletableFuture<Void> second = changes.restart(null);
		CompletableFuture<Void> third = changes.restart(null);
		replace(cluster, cluster.worker(1), cluster.worker(2));
		assertThat(first).succeedsWithin(Duration.ofSeconds(5));
		replace(cluster, cluster.worker(2), cluster.worker(3));
		assertThat(second).succeedsWithin(Duration.ofSeconds(5));
		assertThat(third).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.launched()).hasSize(3);
	}

	@Test
	void restartWhenAPlaceWasGivenUpTriesItAgain() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(2).exit(1);
		for (int i = 0; i <= SupervisedCluster.SETTINGS.maxFailures(); i++) {
			cluster.last().exit(1);
			cluster.advance(Duration.ofSeconds(10));
		}
		assertThat(cluster.state("B")).isEqualTo(WorkerState.GIVEN_UP);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart("B");
		assertThat(cluster.state("B")).isEqualTo(WorkerState.STARTING);
		cluster.last().ready();
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.last().link().isAttached()).isTrue();
	}

	@Test
	void restartWhenTheClusterStopsFails() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		CompletableFuture<Void> stop = cluster.stop();
		assertThatThrownBy(() -> restart.get(5, TimeUnit.SECONDS)).hasMessageContaining("The cluster stops");
		assertThat(cluster.worker(2).terminations()).isOne();
		cluster.worker(2).exit(143);
		cluster.worker(1).exit(0);
		assertThat(stop).succeedsWithin(Duration.ofSeconds(5));
	}

	private static List<String> codesOf(List<FakeWorker> workers) {
		return workers.stream().map(FakeWorker::code).toList();
	}

}
