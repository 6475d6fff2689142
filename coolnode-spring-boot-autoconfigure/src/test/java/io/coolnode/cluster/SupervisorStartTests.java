package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the start of a cluster by {@link Supervisor}.
 */
class SupervisorStartTests {

	private static final Duration SOON = Duration.ofSeconds(5);

	@Test
	void startWhenAllBecomeReadyReturns() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).ready();
		assertThat(start).isNotDone();
		assertThat(cluster.readyCalls()).isZero();
		cluster.worker(2).ready();
		assertThat(start).succeedsWithin(SOON);
		assertThat(cluster.readyCalls()).isOne();
	}

	@Test
	void workersWhenStartedHaveCodesIdsAndSlots() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		assertThat(cluster.launched()).extracting(FakeWorker::code).containsExactly("A", "B");
		assertThat(cluster.launched()).extracting(FakeWorker::id).containsExactly(1L, 2L);
		assertThat(cluster.launched()).extracting(FakeWorker::slot).containsExactly(1, 2);
	}

	@Test
	void workersWhenMoreThanMayBootAtATimeWaitForOneAnother() {
		SupervisedCluster cluster = new SupervisedCluster(ClusterSettingsBuilder.of(3).concurrentBoots(1).build());
		cluster.start();
		assertThat(cluster.launched()).hasSize(1);
		assertThat(cluster.view("B").pid()).isEmpty();
		assertThat(cluster.view("B").id()).isZero();
		cluster.worker(1).ready();
		assertThat(cluster.launched()).hasSize(2);
		cluster.worker(2).ready();
		assertThat(cluster.launched()).hasSize(3);
	}

	@Test
	void portWhenNoWorkerIsReadyIsNotListenedOn() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		cluster.worker(2).connect();
		assertThat(cluster.port().isListening()).isFalse();
		cluster.worker(2).ready();
		assertThat(cluster.port().isListening()).isTrue();
		assertThat(cluster.worker(2).link().sentNames()).contains(ControlWords.ACCEPT);
		assertThat(cluster.worker(1).link().sentNames()).isEmpty();
	}

	@Test
	void workerWhenItConnectsIsToldOfAll() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		cluster.worker(1).connect();
		Control control = cluster.worker(1).link().sent().get(0);
		assertThat(control.name()).isEqualTo(ControlWords.WORKERS);
		assertThat(control.values()).hasSize(2);
		assertThat(WorkerInfo.parse(control.values().get(1)).code()).isEqualTo("B");
		assertThat(WorkerInfo.parse(control.values().get(1)).pid()).isEqualTo(OptionalLong.of(cluster.worker(2).pid()));
	}

	@Test
	void workerWhenFirstSetIsNotCompleteGetsNoMessages() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		cluster.worker(1).ready();
		assertThat(cluster.worker(1).link().isAttached()).isFalse();
		cluster.worker(2).ready();
		assertThat(cluster.worker(1).link().isAttached()).isTrue();
		assertThat(cluster.worker(2).link().isAttached()).isTrue();
	}

	@Test
	void connectionWhenOfAnUnknownProcessIsClosed() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		FakeWorker worker = cluster.worker(1).ready();
		worker.exit(0);
		FakeLink late = new FakeLink(worker.id());
		cluster.supervisor().onOpen(late);
		assertThat(late.isClosed()).isTrue();
	}

	@Test
	void startWhenAWorkerAnalysesItsFailureFailsWithIt() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(2).connect().bootFailure("No such bean.", "Define it.");
		assertThat(cluster.worker(2).link().sentNames()).contains(ControlWords.BOOT_FAILURE_TAKEN);
		cluster.worker(2).exit(1);
		assertThat(cluster.worker(1).terminations()).isOne();
		assertThat(start).isNotDone();
		cluster.worker(1).exit(143);
		assertThat(start).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(WorkerBootException.class, (ex) -> {
				assertThat(ex.getDescription()).isEqualTo("No such bean.");
				assertThat(ex.getAction()).isEqualTo("Define it.");
			});
		assertThat(cluster.thread().isShutdown()).isTrue();
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void startWhenAWorkerDiesWithoutAWordWaitsForTheOthers() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).print("first\nlast words");
		cluster.worker(1).exit(1);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		assertThat(start).isNotDone();
		cluster.worker(2).exit(1);
		assertThat(start).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(WorkerBootException.class)
			.withMessageContaining("Worker B")
			.withMessageContaining("exit status 1");
	}

	@Test
	void startWhenOneIsReadyAndOneIsGivenUpReturns() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).ready();
		cluster.worker(2).exit(1);
		for (int i = 0; i < SupervisedCluster.SETTINGS.maxFailures(); i++) {
			assertThat(start).isNotDone();
			cluster.advance(Duration.ofSeconds(5));
			cluster.last().exit(1);
		}
		assertThat(cluster.state("B")).isEqualTo(WorkerState.GIVEN_UP);
		assertThat(start).succeedsWithin(SOON);
		assertThat(cluster.worker(1).link().isAttached()).isTrue();
		assertThat(cluster.readyCalls()).isOne();
		assertThat(cluster.givenUpCalls()).isZero();
	}

	@Test
	void startWhenAWorkerHangsKillsItAndSaysSo() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).connect();
		cluster.advance(SupervisedCluster.SETTINGS.startupTimeout().minusNanos(1));
		assertThat(cluster.worker(1).kills()).isZero();
		cluster.advance(Duration.ofNanos(1));
		assertThat(cluster.worker(1).kills()).isOne();
		cluster.worker(1).exit(137);
		cluster.worker(2).exit(143);
		assertThat(start).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(WorkerBootException.class)
			.withMessageContaining("cool.server.startup-timeout");
	}

	@Test
	void startWhenAnotherProcessListensFails() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.port().takeByAnother();
		cluster.worker(1).ready();
		cluster.launched().forEach((worker) -> worker.exit(143));
		assertThat(start).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(SharedPortException.class,
					(ex) -> assertThat(ex.getPort()).isEqualTo(FakePort.PORT));
	}

	@ParameterizedTest
	@MethodSource("launchFailures")
	void startWhenProcessesCannotBeStartedFails(Throwable failure) {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.failLaunches(failure);
		assertThat(cluster.start()).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(WorkerBootException.class)
			.withMessageContaining("could not be started")
			.withMessageContaining(failure.getMessage());
		assertThat(cluster.launched()).isEmpty();
	}

	static Stream<Throwable> launchFailures() {
		return Stream.of(new IOException("error=2, No such file or directory"),
				new IllegalStateException("[24] Too many open files"),
				new OutOfMemoryError("unable to create native thread"));
	}

	@Test
	void startWhenTheSecondProcessCannotBeStartedEndsTheFirst() {
		SupervisedCluster cluster = new SupervisedCluster(ClusterSettingsBuilder.of(3).build());
		cluster.failLaunches(new IOException("error=11"), 1);
		CompletableFuture<Void> start = cluster.start();
		assertThat(cluster.worker(1).terminations()).isOne();
		assertThat(cluster.launchAttempts()).isEqualTo(2);
		cluster.worker(1).exit(143);
		assertThat(start).failsWithin(SOON);
	}

	@Test
	void startWhenAWorkerWasReadyIsNotFailedByAnotherOne() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).ready();
		cluster.worker(1).exit(1);
		cluster.worker(2).connect().bootFailure("The database is away.", "Start it.");
		cluster.worker(2).exit(1);
		assertThat(start).isNotDone();
		assertThat(cluster.state("B")).isEqualTo(WorkerState.BACKING_OFF);
		cluster.advance(Duration.ofSeconds(1));
		cluster.launched().subList(2, 4).forEach(FakeWorker::ready);
		assertThat(start).succeedsWithin(SOON);
	}

	@Test
	void startWhenAllAreGivenUpAfterOneWasReadyFails() {
		SupervisedCluster cluster = new SupervisedCluster();
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).ready();
		cluster.worker(1).exit(1);
		for (int i = 0; i <= SupervisedCluster.SETTINGS.maxFailures(); i++) {
			cluster.launched()
				.subList(cluster.launched().size() - 2, cluster.launched().size())
				.forEach((worker) -> worker.exit(1));
			cluster.advance(Duration.ofSeconds(5));
		}
		assertThat(start).failsWithin(SOON).withThrowableThat().havingCause().isInstanceOf(WorkerBootException.class);
		assertThat(cluster.readyCalls()).isZero();
		assertThat(cluster.givenUpCalls()).isZero();
	}

	@Test
	void startWhenStopComesFirstLeavesNoProcess() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		CompletableFuture<Void> stop = cluster.stop();
		assertThat(cluster.launched()).extracting(FakeWorker::terminations).containsExactly(1, 1);
		cluster.launched().forEach((worker) -> worker.exit(143));
		assertThat(stop).succeedsWithin(SOON);
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void startWhenTheFirstBootsAloneGoesOnWhenItIsReady() {
		SupervisedCluster cluster = new SupervisedCluster(
				ClusterSettingsBuilder.of(3).concurrentBoots(2).firstBootsAlone().build());
		CompletableFuture<Void> start = cluster.start();
		assertThat(cluster.launched()).hasSize(1);
		cluster.worker(1).ready();
		assertThat(cluster.launched()).hasSize(3);
		cluster.worker(2).ready();
		cluster.worker(3).ready();
		cluster.launched().forEach((worker) -> worker.exit(1));
		assertThat(cluster.launched()).hasSize(5);
		assertThat(start).succeedsWithin(SOON);
	}

}
