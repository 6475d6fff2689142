package io.coolnode.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the stop of a cluster by {@link Supervisor}.
 */
class SupervisorStopTests {

	private static final Duration SOON = Duration.ofSeconds(5);

	private static final Duration BACKLOG_CHECK = Duration.ofMillis(5);

	private static final Duration BACKLOG_QUIET = Duration.ofMillis(100);

	@Test
	void stopWhenWorkersServeAsksAllButOneToDrain() {
		SupervisedCluster cluster = SupervisedCluster.ready(3);
		CompletableFuture<Void> stop = cluster.stop();
		assertThat(cluster.launched()).extracting(SupervisorStopTests::isAskedToDrain)
			.containsExactly(false, true, true);
		assertThat(cluster.port().isQueueing()).isTrue();
		assertThat(cluster.port().isClosed()).isFalse();
		assertThat(stop).isNotDone();
	}

	@Test
	void stopWhenTheOthersAcceptNoMoreAsksTheLast() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		CompletableFuture<Void> stop = cluster.stop();
		cluster.worker(2).draining(DrainReason.ASKED);
		cluster.advance(BACKLOG_CHECK);
		assertThat(cluster.port().isQueueing()).isFalse();
		assertThat(isAskedToDrain(cluster.worker(1))).isFalse();
		cluster.advance(BACKLOG_QUIET);
		assertThat(isAskedToDrain(cluster.worker(1))).isTrue();
		assertThat(cluster.port().isClosed()).isTrue();
		cluster.worker(1).draining(DrainReason.ASKED);
		cluster.worker(1).exit(0);
		assertThat(stop).isNotDone();
		assertThat(cluster.view("A").pid()).isEmpty();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STOPPED);
		assertThat(cluster.state("B")).isEqualTo(WorkerState.DRAINING);
		cluster.worker(2).exit(0);
		assertThat(stop).succeedsWithin(SOON);
		assertThat(cluster.launched()).hasSize(2);
		assertThat(cluster.state("B")).isEqualTo(WorkerState.STOPPED);
		assertThat(cluster.thread().isShutdown()).isTrue();
	}

	@Test
	void stopWhenConnectionsWaitLetsTheLastAcceptThem() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.port().pending(true);
		cluster.stop();
		cluster.advance(Duration.ofMillis(500));
		assertThat(isAskedToDrain(cluster.worker(1))).isFalse();
		assertThat(cluster.port().isQueueing()).isFalse();
		cluster.port().pending(false);
		cluster.advance(BACKLOG_QUIET.minusMillis(1));
		assertThat(isAskedToDrain(cluster.worker(1))).isFalse();
		cluster.advance(BACKLOG_CHECK);
		assertThat(isAskedToDrain(cluster.worker(1))).isTrue();
	}

	@Test
	void stopWhenTheBacklogNeverEmptiesAsksTheLastInTheEnd() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.port().pending(true);
		cluster.stop();
		cluster.advance(Duration.ofSeconds(2).plus(BACKLOG_CHECK));
		assertThat(isAskedToDrain(cluster.worker(1))).isTrue();
		assertThat(cluster.port().isClosed()).isTrue();
	}

	@Test
	void stopWhenAWorkerIsAskedTellsItTheTimeouts() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.stop();
		cluster.advance(BACKLOG_QUIET);
		assertThat(drains(cluster.worker(1))).containsExactly(List.of("30000", "500"));
	}

	@Test
	void stopWhenDelayedLeavesTheWorkersServing() {
		SupervisedCluster cluster = SupervisedCluster
			.ready(ClusterSettingsBuilder.of(1).stopDelay(Duration.ofSeconds(10)).build());
		cluster.stop();
		cluster.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(isAskedToDrain(cluster.worker(1))).isFalse();
		assertThat(cluster.port().isQueueing()).isTrue();
		cluster.advance(BACKLOG_QUIET.plusNanos(1));
		assertThat(isAskedToDrain(cluster.worker(1))).isTrue();
	}

	@Test
	void stopWhenAWorkerDoesNotEndTerminatesItThenKillsIt() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		CompletableFuture<Void> stop = cluster.stop();
		cluster.advance(BACKLOG_QUIET);
		cluster.worker(1).draining(DrainReason.ASKED);
		cluster.advance(Duration.ofSeconds(40).minusNanos(1));
		assertThat(cluster.worker(1).terminations()).isZero();
		cluster.advance(Duration.ofNanos(1));
		assertThat(cluster.worker(1).terminations()).isOne();
		assertThat(cluster.worker(1).kills()).isZero();
		cluster.advance(Duration.ofSeconds(5));
		assertThat(cluster.worker(1).kills()).isOne();
		cluster.worker(1).exit(137);
		assertThat(stop).succeedsWithin(SOON);
	}

	@Test
	void stopWhenAWorkerDrainsAlreadyAsksItToEndItsIdleConnections() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).draining(DrainReason.SIGNAL);
		cluster.stop();
		assertThat(drains(cluster.worker(1))).containsExactly(List.of("30000", "500"));
		assertThat(cluster.worker(1).terminations()).isZero();
		cluster.advance(BACKLOG_QUIET);
		assertThat(isAskedToDrain(cluster.worker(2))).isTrue();
	}

	@Test
	void signalAtAllWorkersWhenTheMasterStopsTooLeavesOneToEmptyTheBacklog() {
		SupervisedCluster cluster = SupervisedCluster.ready(3);
		cluster.launched().forEach(FakeWorker::signalled);
		assertThat(cluster.launched()).extracting(SupervisorStopTests::isAskedToDrain)
			.containsExactly(true, true, false);
		cluster.worker(2).draining(DrainReason.SIGNAL);
		cluster.advance(Duration.ofMillis(500));
		cluster.stop();
		cluster.advance(BACKLOG_QUIET.multipliedBy(2));
		assertThat(cluster.port().isQueueing()).isTrue();
		cluster.worker(1).draining(DrainReason.SIGNAL);
		cluster.advance(BACKLOG_QUIET.plus(BACKLOG_CHECK));
		assertThat(drains(cluster.worker(3))).containsExactly(List.of("30000", "500"));
		assertThat(cluster.port().isClosed()).isTrue();
		cluster.advance(Duration.ofSeconds(1));
		assertThat(drains(cluster.worker(3))).hasSize(1);
	}

	@Test
	void signalAtAWorkerWhenTheMasterStopsAlreadyLeavesItsTurnToTheStop() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.stop();
		cluster.port().pending(true);
		cluster.launched().forEach(FakeWorker::signalled);
		assertThat(isAskedToDrain(cluster.worker(1))).isFalse();
		assertThat(isAskedToDrain(cluster.worker(2))).isTrue();
		cluster.worker(2).draining(DrainReason.SIGNAL);
		cluster.advance(BACKLOG_QUIET.multipliedBy(2));
		assertThat(isAskedToDrain(cluster.worker(1))).isFalse();
		cluster.port().pending(false);
		cluster.advance(BACKLOG_QUIET.plus(BACKLOG_CHECK));
		assertThat(isAskedToDrain(cluster.worker(1))).isTrue();
	}

	@Test
	void stopWhenAWorkerBootsTerminatesAndSoonKillsIt() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(1);
		cluster.last().connect();
		cluster.stop();
		assertThat(cluster.last().terminations()).isOne();
		assertThat(isAskedToDrain(cluster.last())).isFalse();
		cluster.advance(Duration.ofSeconds(4));
		assertThat(cluster.last().kills()).isZero();
		cluster.advance(Duration.ofSeconds(1));
		assertThat(cluster.last().kills()).isOne();
	}

	@Test
	void stopWhenAWorkerBecomesReadyMeanwhileDoesNotLetItAccept() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(1);
		cluster.stop();
		cluster.last().ready();
		assertThat(cluster.last().link().sentNames()).doesNotContain(ControlWords.ACCEPT);
	}

	@Test
	void stopWhenAWorkerDiesInItDoesNotReplaceIt() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		CompletableFuture<Void> stop = cluster.stop();
		cluster.worker(2).exit(137);
		cluster.advance(BACKLOG_CHECK.plus(BACKLOG_QUIET));
		assertThat(isAskedToDrain(cluster.worker(1))).isTrue();
		cluster.worker(1).exit(0);
		assertThat(stop).succeedsWithin(SOON);
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void stopWhenAPlaceBacksOffStartsNothingAnyMore() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(1);
		cluster.last().exit(1);
		assertThat(cluster.stop()).succeedsWithin(SOON);
		cluster.advance(Duration.ofMinutes(1));
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void stopWhenCalledTwiceWaitsTwice() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		List<CompletableFuture<Void>> stops = List.of(cluster.stop(), cluster.stop());
		assertThat(stops).allSatisfy((stop) -> assertThat(stop).isNotDone());
		cluster.worker(1).exit(0);
		assertThat(stops).allSatisfy((stop) -> assertThat(stop).succeedsWithin(SOON));
		assertThat(cluster.stop()).succeedsWithin(SOON);
	}

	@Test
	void killWhenWorkersDrainEndsThemAtOnce() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		CompletableFuture<Void> stop = cluster.stop();
		cluster.supervisor().kill();
		assertThat(cluster.launched()).extracting(FakeWorker::kills).containsExactly(1, 1);
		cluster.launched().forEach((worker) -> worker.exit(137));
		assertThat(stop).succeedsWithin(SOON);
	}

	@Test
	void killWhenTheStopIsDelayedEndsItToo() {
		SupervisedCluster cluster = SupervisedCluster
			.ready(ClusterSettingsBuilder.of(1).stopDelay(Duration.ofHours(1)).build());
		CompletableFuture<Void> stop = cluster.stop();
		cluster.supervisor().kill();
		cluster.worker(1).exit(137);
		assertThat(stop).succeedsWithin(SOON);
	}

	private static boolean isAskedToDrain(FakeWorker worker) {
		return worker.link().sentNames().contains(ControlWords.DRAIN);
	}

	private static List<List<String>> drains(FakeWorker worker) {
		return worker.link()
			.sent()
			.stream()
			.filter((control) -> control.name().equals(ControlWords.DRAIN))
			.map(Control::values)
			.toList();
	}

}
