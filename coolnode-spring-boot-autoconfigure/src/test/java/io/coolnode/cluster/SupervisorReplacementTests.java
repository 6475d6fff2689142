package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Supervisor} does when workers end.
 */
class SupervisorReplacementTests {

	private static final Duration GRACE = Duration.ofSeconds(1);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 137, 139 })
	void workerWhenItDiesIsReplacedAtOnce(int status) {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(status);
		assertThat(cluster.launched()).hasSize(3);
		FakeWorker next = cluster.last();
		assertThat(next.code()).isEqualTo("A");
		assertThat(next.id()).isEqualTo(3);
		assertThat(next.slot()).isOne();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		assertThat(cluster.view("A").id()).isEqualTo(3);
		assertThat(cluster.view("A").restarts()).isOne();
		assertThat(cluster.state("B")).isEqualTo(WorkerState.READY);
	}

	@ParameterizedTest
	@CsvSource({ "0, EXITED", "1, EXITED", "3, OUT_OF_MEMORY", "137, KILLED", "139, KILLED" })
	void workerWhenItDiesIsCountedByWhatItDiedOf(int status, RestartReason reason) {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(status);
		assertThat(cluster.counts().restarts(reason)).isOne();
		cluster.last().exit(status);
		cluster.advance(Duration.ofSeconds(2));
		assertThat(cluster.counts().restarts(RestartReason.BOOT_FAILURE)).isOne();
		assertThat(cluster.counts().restarts(reason)).isOne();
		assertThat(cluster.counts().drains()).isZero();
	}

	@Test
	void workerWhenItDrainsIsCountedByTheReason() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).draining(DrainReason.CLOSE);
		assertThat(cluster.counts().restarts(RestartReason.CLOSED)).isOne();
		cluster.worker(2).draining(DrainReason.SIGNAL);
		cluster.advance(Duration.ofSeconds(2));
		assertThat(cluster.counts().restarts(RestartReason.TERMINATED)).isOne();
		assertThat(cluster.counts().drains()).isEqualTo(2);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void workerWhenItDiesUnaskedIsRecorded(CapturedOutput output) {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).print("first\nlast words");
		cluster.worker(1).exit(139);
		assertThat(cluster.deaths()).singleElement().satisfies((death) -> {
			assertThat(death.code()).isEqualTo("A");
			assertThat(death.state()).isEqualTo("serving");
			assertThat(death.how()).contains("SIGSEGV").endsWith("last output: last words");
			assertThat(death.output()).isEqualTo("first\nlast words");
		});
		assertThat(output).contains("last output: last words; see report-of-A-1");
		cluster.last().exit(1);
		assertThat(cluster.deaths()).last().satisfies((death) -> assertThat(death.state()).isEqualTo("booting"));
	}

	@Test
	void workerWhenItDrainedOrAnalysedItsBootFailureIsNotRecorded() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).draining(DrainReason.SIGNAL);
		cluster.worker(1).exit(143);
		FakeWorker next = cluster.last().connect();
		next.bootFailure("Nothing works", "Repair it");
		next.exit(1);
		assertThat(cluster.deaths()).isEmpty();
	}

	@Test
	void replacementWhenItIsReadyAnswersToTheCode() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(1);
		FakeWorker next = cluster.last();
		next.connect();
		assertThat(next.link().isAttached()).isFalse();
		next.ready();
		assertThat(next.link().isAttached()).isTrue();
		assertThat(next.link().sentNames()).contains(ControlWords.ACCEPT);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(cluster.readyCalls()).isOne();
		assertThat(cluster.events()).endsWith("cluster ready", "exited A 1 1", "ready A 3 READY");
	}

	@Test
	void workerWhenItDiesOverAndOverIsReplacedEachTimeAtOnce() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		for (int i = 0; i < 20; i++) {
			cluster.last().exit(1);
			cluster.last().ready();
		}
		assertThat(cluster.launched()).hasSize(21);
		assertThat(cluster.view("A").restarts()).isEqualTo(20);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void deathsWhenSeveralAtATimeKeepSlotsApart() {
		SupervisedCluster cluster = SupervisedCluster.ready(3);
		cluster.worker(3).exit(1);
		cluster.worker(1).exit(1);
		assertThat(cluster.launched().subList(3, 5)).extracting(FakeWorker::slot).containsExactly(3, 1);
		assertThat(cluster.launched().subList(3, 5)).extracting(FakeWorker::code).containsExactly("C", "A");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void deathWhenLoggedIsOneLineWithAllThatIsKnown(CapturedOutput output) {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.advance(Duration.ofMillis(2500));
		cluster.last().print("one\ntwo");
		cluster.last().exit(137);
		assertThat(output)
			.containsOnlyOnce("Worker A (id 1, pid 1001) ended: killed by SIGKILL after 2.5 s; last output: two");
	}

	@Test
	void replacementWhenItFailsToBootComesBackAfterGrowingPauses() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(1);
		cluster.worker(2).exit(1);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		cluster.advance(Duration.ofMillis(999));
		assertThat(cluster.launched()).hasSize(2);
		cluster.advance(Duration.ofMillis(1));
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		cluster.worker(3).exit(1);
		cluster.advance(Duration.ofMillis(1499));
		assertThat(cluster.launched()).hasSize(3);
		cluster.advance(Duration.ofMillis(1));
		assertThat(cluster.launched()).hasSize(4);
	}

	@Test
	void placeWhenItsWorkersFailTooOftenIsGivenUp() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(1);
		failBoots(cluster, SupervisedCluster.SETTINGS.maxFailures() + 1);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.GIVEN_UP);
		assertThat(cluster.givenUpCalls()).isZero();
		int launched = cluster.launched().size();
		cluster.advance(Duration.ofHours(1));
		assertThat(cluster.launched()).hasSize(launched);
	}

	@Test
	void masterWhenAllPlacesAreGivenUpIsTold() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		for (int id = 1; id <= 2; id++) {
			cluster.worker(id).exit(1);
			failBoots(cluster, SupervisedCluster.SETTINGS.maxFailures() + 1);
		}
		assertThat(cluster.state("B")).isEqualTo(WorkerState.GIVEN_UP);
		assertThat(cluster.givenUpCalls()).isOne();
	}

	@Test
	void failuresWhenAWorkerBecomesReadyAreForgotten() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		for (int i = 0; i < 3; i++) {
			cluster.last().exit(1);
			failBoots(cluster, SupervisedCluster.SETTINGS.maxFailures());
			cluster.advance(SupervisedCluster.SETTINGS.maxBackoff());
			cluster.last().ready();
		}
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void launchWhenItFailsLaterIsABootFailure() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.failLaunches(new IOException("error=11, Resource temporarily unavailable"));
		cluster.worker(1).exit(1);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		assertThat(cluster.view("A").pid()).isEmpty();
		cluster.allowLaunches();
		cluster.advance(Duration.ofSeconds(1));
		cluster.last().ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(cluster.last().id()).isEqualTo(3);
	}

	@Test
	void placeWhenNoProcessCanBeStartedIsNotGivenUpWhileOthersServe() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.failLaunches(new IOException("error=24, Too many open files"));
		cluster.worker(1).exit(1);
		for (int i = 0; i < 2 * SupervisedCluster.SETTINGS.maxFailures(); i++) {
			assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
			cluster.advance(SupervisedCluster.SETTINGS.maxBackoff());
		}
		cluster.allowLaunches();
		cluster.advance(SupervisedCluster.SETTINGS.maxBackoff());
		cluster.last().ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void workerWhenSignalledMayDrainAtOnceIfOthersServe() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).signalled();
		assertThat(cluster.worker(1).link().sentNames()).contains(ControlWords.DRAIN);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void workerWhenSignalledAloneGoesOnUntilItIsClearThatTheMasterStays() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).signalled();
		cluster.advance(GRACE.minusMillis(1));
		assertThat(cluster.worker(1).link().sentNames()).doesNotContain(ControlWords.DRAIN);
		cluster.advance(Duration.ofMillis(1));
		assertThat(cluster.worker(1).link().sentNames()).contains(ControlWords.DRAIN);
	}

	@Test
	void workerWhenSignalledWhileItBootsMayEndAtOnce() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(1);
		cluster.last().connect().signalled();
		assertThat(cluster.last().link().sentNames()).contains(ControlWords.DRAIN);
	}

	@Test
	void workerWhenItDrainsAfterASignalIsReplacedWhenTheMasterDoesNotStopToo() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.SIGNAL);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.DRAINING);
		assertThat(old.link().isAttached()).isFalse();
		assertThat(cluster.launched()).hasSize(2);
		cluster.advance(GRACE);
		assertThat(cluster.launched()).hasSize(3);
		assertThat(cluster.last().slot()).isEqualTo(3);
		assertThat(cluster.view("A").id()).isEqualTo(3);
		old.exit(143);
		assertThat(cluster.launched()).hasSize(3);
		cluster.last().ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void workerWhenItDrainsAfterASignalIsNotReplacedIfTheMasterStops() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.launched().forEach((worker) -> worker.draining(DrainReason.SIGNAL));
		cluster.advance(GRACE.minusMillis(1));
		cluster.stop();
		cluster.advance(GRACE);
		assertThat(cluster.launched()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 129, 130, 143 })
	void workerWhenASignalEndsItIsReplacedAfterAMoment(int status) {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(status);
		assertThat(cluster.launched()).hasSize(1);
		cluster.advance(GRACE);
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void workerWhenASignalEndsItIsNotReplacedIfTheMasterStops() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(143);
		assertThat(cluster.stop()).succeedsWithin(Duration.ofSeconds(5));
		cluster.advance(GRACE);
		assertThat(cluster.launched()).hasSize(1);
	}

	@Test
	void workerWhenItLosesItsConnectionAndLivesOnIsKilled() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).disconnect();
		assertThat(cluster.worker(1).kills()).isZero();
		cluster.advance(Duration.ofSeconds(5));
		assertThat(cluster.worker(1).kills()).isOne();
		cluster.worker(1).exit(137);
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void workerWhenItLosesItsConnectionAndEndsIsNotKilled() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(1);
		cluster.advance(Duration.ofSeconds(5));
		assertThat(cluster.worker(1).kills()).isZero();
		assertThat(cluster.last().kills()).isZero();
	}

	@Test
	void workerWhenItDrainsAndLosesItsConnectionIsLeftItsTime() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).draining(DrainReason.SIGNAL);
		cluster.worker(1).disconnect();
		cluster.advance(Duration.ofSeconds(39));
		assertThat(cluster.worker(1).kills()).isZero();
		assertThat(cluster.worker(1).terminations()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "SIGNAL", "CLOSE" })
	void workerWhenItDrainsAndDoesNotEndIsTerminatedThenKilled(DrainReason reason) {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).draining(reason);
		cluster.advance(Duration.ofSeconds(40));
		assertThat(cluster.worker(1).terminations()).isOne();
		cluster.advance(Duration.ofSeconds(5));
		assertThat(cluster.worker(1).kills()).isOne();
		assertThat(cluster.launched()).hasSize(2);
	}

	@Test
	void workerWhenItsApplicationClosesIsReplacedAtOnce() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.CLOSE);
		assertThat(cluster.launched()).hasSize(2);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		cluster.last().ready();
		old.exit(0);
		assertThat(cluster.launched()).hasSize(2);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	void workerWhenItDrainsAndTheNextOneHasToWaitIsReplacedOnce() {
		SupervisedCluster cluster = new SupervisedCluster(ClusterSettingsBuilder.of(2).concurrentBoots(1).build());
		cluster.start();
		cluster.worker(1).ready();
		cluster.worker(2).ready();
		cluster.worker(2).exit(1);
		cluster.worker(1).draining(DrainReason.CLOSE);
		assertThat(cluster.launched()).hasSize(3);
		assertThat(cluster.view("A").pid()).isEmpty();
		cluster.worker(1).exit(0);
		cluster.worker(3).ready();
		assertThat(cluster.launched()).hasSize(4);
		cluster.worker(4).ready();
		assertThat(cluster.launched()).hasSize(4);
		assertThat(cluster.view("A").id()).isEqualTo(4);
	}

	@Test
	void bootWhenItFailsAfterTheWebServerHasStartedIsABootFailure() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(1);
		FakeWorker failing = cluster.last().connect();
		failing.draining(DrainReason.CLOSE);
		assertThat(cluster.launched()).hasSize(3);
		failing.exit(1);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		failBoots(cluster, SupervisedCluster.SETTINGS.maxFailures());
		assertThat(cluster.state("A")).isEqualTo(WorkerState.GIVEN_UP);
	}

	@Test
	void bootWhenASignalEndsItIsJudgedAfterAMoment() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(1);
		cluster.last().exit(143);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		cluster.advance(GRACE);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		assertThat(cluster.launched()).hasSize(3);
		cluster.advance(Duration.ofSeconds(1));
		assertThat(cluster.launched()).hasSize(4);
	}

	@Test
	void placeWhenItsProcessHasEndedHasNoPid() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		cluster.worker(1).exit(143);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.BACKING_OFF);
		assertThat(cluster.view("A").pid()).isEmpty();
		assertThat(cluster.view("A").id()).isOne();
		assertThat(cluster.view("A").restarts()).isZero();
	}

	@Test
	void wordWhenOfAProcessThatHasEndedIsIgnored() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		old.exit(1);
		old.draining(DrainReason.SIGNAL);
		old.ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		assertThat(old.link().isAttached()).isFalse();
	}

	@Test
	void readyWhenAnotherProcessHasThePlaceIsIgnored() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.SIGNAL);
		cluster.advance(GRACE);
		old.ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		assertThat(old.link().isAttached()).isFalse();
	}

	private static void failBoots(SupervisedCluster cluster, int times) {
		for (int i = 0; i < times; i++) {
			cluster.advance(Duration.ofSeconds(5));
			cluster.last().exit(1);
		}
	}

}
