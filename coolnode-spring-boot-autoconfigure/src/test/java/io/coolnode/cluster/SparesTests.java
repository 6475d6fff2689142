package io.coolnode.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Spares}.
 */
class SparesTests {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static ClusterSettingsBuilder settings(int workers, int standby) {
		return ClusterSettingsBuilder.of(workers).standby(standby).concurrentBoots(4);
	}

	/**
	 * Create a cluster of workers that are ready, with the ids from 1, and spares that
	 * stand by, with the ids after those.
	 */
	private static SupervisedCluster standingBy(ClusterSettings settings) {
		SupervisedCluster cluster = SupervisedCluster.ready(settings);
		for (int id = settings.workers() + 1; id <= settings.workers() + settings.standby(); id++) {
			cluster.worker(id).standBy();
		}
		return cluster;
	}

	private static List<String> codesOf(SupervisedCluster cluster) {
		return cluster.launched().stream().map(FakeWorker::code).toList();
	}

	private static long promotions(FakeWorker worker) {
		return worker.link().sentNames().stream().filter(ControlWords.PROMOTED::equals).count();
	}

	@Test
	void spareIsNotStartedBeforeTheFirstSetIsReady() {
		SupervisedCluster cluster = new SupervisedCluster(settings(2, 1).build());
		CompletableFuture<Void> start = cluster.start();
		cluster.worker(1).ready();
		assertThat(codesOf(cluster)).containsExactly("A", "B");
		cluster.worker(2).ready();
		start.join();
		assertThat(codesOf(cluster)).containsExactly("A", "B", "spare");
		assertThat(cluster.codes()).containsExactly("A", "B");
		assertThat(cluster.launched()).extracting(FakeWorker::slot).containsExactly(1, 2, 3);
	}

	@Test
	void sparesWhenFewMayBootAtATimeAreStartedOneAfterAnother() {
		SupervisedCluster cluster = SupervisedCluster.ready(settings(1, 3).concurrentBoots(1).build());
		assertThat(cluster.launched()).hasSize(2);
		cluster.last().standBy();
		assertThat(cluster.launched()).hasSize(3);
		cluster.last().standBy();
		assertThat(cluster.launched()).hasSize(4);
		cluster.last().standBy();
		assertThat(cluster.launched()).hasSize(4);
	}

	@Test
	void spareWhenAWorkerDiesIsPromotedAndRefilled() {
		SupervisedCluster cluster = standingBy(settings(2, 1).build());
		FakeWorker spare = cluster.worker(3);
		cluster.worker(1).exit(137);
		assertThat(spare.code()).isEqualTo("A");
		assertThat(spare.link().sent()).contains(Control.of(ControlWords.PROMOTED, "A"));
		assertThat(cluster.view("A").id()).isEqualTo(3);
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		assertThat(codesOf(cluster)).containsExactly("A", "B", "A", "spare");
		spare.say(Control.of(ControlWords.WORKER_READY));
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(spare.link().isAttached()).isTrue();
		assertThat(spare.link().sentNames()).containsSubsequence(ControlWords.PROMOTED, ControlWords.WORKERS,
				ControlWords.ACCEPT, ControlWords.DUTY);
		assertThat(cluster.view("A").restarts()).isOne();
	}

	@Test
	void spareIsToldOfTheWorkersAtItsStartAndAtItsPromotionOnly() {
		SupervisedCluster cluster = standingBy(settings(2, 2).build());
		FakeWorker spare = cluster.worker(4);
		cluster.worker(1).exit(1);
		cluster.worker(3).say(Control.of(ControlWords.WORKER_READY));
		assertThat(spare.link().sentNames()).containsExactly(ControlWords.WORKERS);
		cluster.worker(2).exit(1);
		assertThat(spare.link().sentNames()).startsWith(ControlWords.WORKERS, ControlWords.PROMOTED,
				ControlWords.WORKERS);
	}

	@Test
	void deathWhileAllMayBootAreBusyPromotesASpareAllTheSame() {
		SupervisedCluster cluster = standingBy(settings(3, 1).concurrentBoots(1).build());
		cluster.worker(1).exit(1);
		cluster.worker(4).say(Control.of(ControlWords.WORKER_READY));
		cluster.worker(5).standBy();
		cluster.worker(1).disconnect();
		cluster.worker(2).exit(1);
		cluster.worker(3).exit(1);
		assertThat(cluster.worker(5).code()).isEqualTo("B");
		assertThat(cluster.launched()).hasSize(5);
		cluster.worker(5).say(Control.of(ControlWords.WORKER_READY));
		assertThat(cluster.last().code()).isEqualTo("C");
	}

	@Test
	void spareWhenItStillBootsGetsAPlaceRatherThanAProcessThatIsYetToStart() {
		SupervisedCluster cluster = SupervisedCluster.ready(settings(1, 1).build());
		FakeWorker spare = cluster.worker(2);
		cluster.worker(1).exit(1);
		assertThat(spare.code()).isEqualTo("A");
		assertThat(promotions(spare)).isZero();
		spare.connect();
		assertThat(spare.link().sentNames()).startsWith(ControlWords.WORKERS, ControlWords.PROMOTED);
		spare.say(Control.of(ControlWords.WORKER_READY));
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
		assertThat(promotions(spare)).isOne();
	}

	@Test
	void deathsWhenThereAreMoreThanSparesStartProcesses() {
		SupervisedCluster cluster = standingBy(settings(3, 1).build());
		cluster.worker(1).exit(137);
		cluster.worker(2).exit(137);
		cluster.worker(3).exit(137);
		assertThat(cluster.worker(4).code()).isEqualTo("A");
		assertThat(cluster.codes()).containsExactly("A", "B", "C");
		List.of(4, 5, 6).forEach((id) -> cluster.worker(id).ready());
		assertThat(cluster.codes()).allSatisfy((code) -> assertThat(cluster.state(code)).isEqualTo(WorkerState.READY));
		assertThat(codesOf(cluster)).endsWith("A", "B", "C", "spare");
	}

	@Test
	void spareWhenItDiesIsReplacedAfterGrowingPauses() {
		SupervisedCluster cluster = standingBy(settings(1, 1).build());
		cluster.worker(2).exit(137);
		assertThat(cluster.deaths()).singleElement().satisfies((death) -> {
			assertThat(death.code()).isEqualTo("standby");
			assertThat(death.state()).isEqualTo("standing by");
		});
		assertThat(cluster.launched()).hasSize(2);
		cluster.advance(PAUSE);
		assertThat(cluster.launched()).hasSize(3);
		cluster.last().exit(1);
		cluster.advance(PAUSE);
		assertThat(cluster.launched()).hasSize(3);
		cluster.advance(PAUSE);
		assertThat(cluster.launched()).hasSize(4);
		cluster.last().standBy();
		cluster.last().exit(1);
		cluster.advance(PAUSE);
		assertThat(cluster.launched()).hasSize(5);
		assertThat(cluster.events()).containsExactly("ready A 1 READY", "cluster ready");
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void spareWhenItCannotBeStartedIsTriedAgain(CapturedOutput output) {
		SupervisedCluster cluster = standingBy(settings(1, 1).build());
		cluster.failLaunches(new IOException("no memory"));
		cluster.worker(2).exit(1);
		cluster.advance(PAUSE);
		assertThat(cluster.launched()).hasSize(2);
		assertThat(output).contains("could not be started: no memory; the next spare comes in 1500 ms");
		cluster.allowLaunches();
		cluster.advance(Duration.ofSeconds(2));
		assertThat(cluster.launched()).hasSize(3);
		cluster.last().standBy();
		cluster.worker(1).exit(1);
		assertThat(cluster.last().code()).isEqualTo("spare");
		assertThat(cluster.view("A").id()).isEqualTo(cluster.launched().get(2).id());
	}

	@Test
	void spareWhenItHangsIsKilled() {
		SupervisedCluster cluster = standingBy(settings(1, 1).heartbeatTimeout(Duration.ofSeconds(10)).build());
		for (int i = 0; i < 12; i++) {
			cluster.worker(1).beat(0);
			cluster.advance(Duration.ofSeconds(1));
		}
		assertThat(cluster.worker(2).dumps()).isOne();
		cluster.worker(1).beat(0);
		cluster.advance(Duration.ofSeconds(2));
		assertThat(cluster.worker(2).kills()).isOne();
		assertThat(cluster.worker(1).kills()).isZero();
	}

	@Test
	void spareWhenItGivesNoSignOfLifeIsNotPromoted() {
		SupervisedCluster cluster = standingBy(settings(1, 1).build());
		cluster.advance(Duration.ofSeconds(6));
		cluster.worker(1).exit(137);
		assertThat(cluster.last().code()).isEqualTo("A");
		assertThat(cluster.last().id()).isEqualTo(3);
		assertThat(cluster.worker(2).code()).isEqualTo("spare");
		cluster.last().ready();
		cluster.worker(2).beat(0);
		cluster.last().exit(1);
		assertThat(cluster.worker(2).code()).isEqualTo("A");
	}

	@Test
	void spareWhenItTakesTooLongToCreateItsBeansIsKilled() {
		SupervisedCluster cluster = SupervisedCluster.ready(settings(1, 1).build());
		cluster.worker(2).connect();
		cluster.advance(Duration.ofMinutes(6));
		assertThat(cluster.worker(2).kills()).isOne();
	}

	@Test
	void spareThatWaitsLongHasAllTheTimeToStartOnceItIsPromoted() {
		SupervisedCluster cluster = standingBy(settings(1, 1).build());
		cluster.advance(Duration.ofSeconds(299));
		cluster.worker(2).beat(0);
		cluster.worker(1).exit(1);
		assertThat(cluster.worker(2).code()).isEqualTo("A");
		cluster.advance(Duration.ofSeconds(200));
		assertThat(cluster.worker(2).kills()).isZero();
		cluster.advance(Duration.ofSeconds(150));
		assertThat(cluster.worker(2).kills()).isOne();
	}

	@Test
	void spareWhenItDiesAtItsPromotionLeavesThePlaceToAColdStart() {
		SupervisedCluster cluster = standingBy(settings(2, 2).build());
		cluster.worker(1).exit(137);
		assertThat(cluster.worker(3).code()).isEqualTo("A");
		cluster.worker(3).exit(137);
		assertThat(cluster.last().code()).isEqualTo("A");
		assertThat(cluster.worker(4).code()).isEqualTo("spare");
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
		cluster.last().ready();
		assertThat(cluster.state("A")).isEqualTo(WorkerState.READY);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void spareWhenItsApplicationAsksForTheCodeMeansThereAreNone(CapturedOutput output) {
		SupervisedCluster cluster = SupervisedCluster.ready(settings(2, 2).build());
		cluster.worker(3).connect().say(Control.of(ControlWords.CODE_WANTED, "com.example.Shop.init"));
		cluster.worker(4).connect().say(Control.of(ControlWords.CODE_WANTED, "com.example.Shop.init"));
		assertThat(cluster.worker(3).kills()).isOne();
		cluster.worker(3).exit(137);
		cluster.worker(4).exit(137);
		cluster.advance(Duration.ofMinutes(10));
		assertThat(cluster.launched()).hasSize(4);
		assertThat(cluster.deaths()).isEmpty();
		assertThat(output).containsOnlyOnce("com.example.Shop.init asks for the code");
		cluster.worker(1).exit(1);
		assertThat(cluster.last().id()).isEqualTo(5);
		assertThat(cluster.last().code()).isEqualTo("A");
	}

	@Test
	void spareWhenItsApplicationAskedBeforeItWasPromotedLeavesThePlaceToAColdStart() {
		SupervisedCluster cluster = SupervisedCluster.ready(settings(1, 1).build());
		cluster.worker(2).connect();
		cluster.worker(1).exit(1);
		cluster.worker(2).say(Control.of(ControlWords.CODE_WANTED, "com.example.Shop.init"));
		assertThat(cluster.worker(2).kills()).isOne();
		assertThat(cluster.worker(3).terminations()).isOne();
		cluster.worker(2).exit(137);
		assertThat(cluster.last().code()).isEqualTo("A");
		assertThat(cluster.last().id()).isEqualTo(4);
	}

	@Test
	void stopEndsSparesToo() {
		SupervisedCluster cluster = standingBy(settings(1, 2).build());
		CompletableFuture<Void> stop = cluster.stop();
		assertThat(cluster.worker(2).link().sentNames()).contains(ControlWords.DRAIN);
		cluster.worker(2).draining(DrainReason.ASKED);
		cluster.worker(2).exit(0);
		cluster.advance(Duration.ofSeconds(6));
		assertThat(cluster.worker(3).kills()).isOne();
		cluster.worker(1).exit(0);
		assertThat(stop).isNotDone();
		cluster.worker(3).exit(137);
		assertThat(stop).succeedsWithin(Duration.ofSeconds(5));
		assertThat(cluster.launched()).hasSize(3);
	}

	@Test
	void spareWhenTheStopFindsItBootingGetsSigterm() {
		SupervisedCluster cluster = SupervisedCluster.ready(settings(1, 1).build());
		CompletableFuture<Void> stop = cluster.stop();
		cluster.advance(Duration.ofSeconds(3));
		assertThat(cluster.worker(2).terminations()).isOne();
		cluster.worker(2).exit(143);
		cluster.worker(1).exit(0);
		assertThat(stop).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void spareWhenItGotSigtermIsReplacedUnlessTheClusterStops() {
		SupervisedCluster cluster = standingBy(settings(1, 1).build());
		cluster.worker(2).draining(DrainReason.SIGNAL);
		cluster.worker(1).exit(1);
		assertThat(cluster.last().code()).isEqualTo("A");
		cluster.worker(2).exit(143);
		assertThat(cluster.launched()).hasSize(3);
		cluster.last().ready();
		cluster.advance(PAUSE);
		assertThat(cluster.launched()).hasSize(4);
		assertThat(cluster.deaths()).hasSize(1);
	}

	@Test
	void restartUsesNoSpareThatIsOlderThanIt() {
		SupervisedCluster cluster = standingBy(settings(2, 1).build());
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		FakeWorker spare = cluster.worker(3);
		assertThat(cluster.last().id()).isEqualTo(4);
		assertThat(cluster.last().code()).isEqualTo("A");
		assertThat(spare.link().sentNames()).doesNotContain(ControlWords.DRAIN);
		cluster.worker(4).ready();
		assertThat(spare.link().sentNames()).contains(ControlWords.DRAIN);
		spare.exit(0);
		FakeWorker newSpare = cluster.worker(5);
		assertThat(newSpare.code()).isEqualTo("spare");
		newSpare.standBy();
		cluster.worker(1).draining(DrainReason.ASKED);
		cluster.worker(1).exit(0);
		assertThat(newSpare.code()).isEqualTo("B");
		newSpare.say(Control.of(ControlWords.WORKER_READY));
		cluster.worker(2).draining(DrainReason.ASKED);
		cluster.worker(2).exit(0);
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
		assertThat(codesOf(cluster)).containsExactly("A", "B", "spare", "A", "B", "spare");
	}

	@Test
	void restartWhenTheNewReleaseDoesNotBootKeepsTheSpares() {
		SupervisedCluster cluster = standingBy(settings(2, 1).build());
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart(null);
		cluster.worker(4).exit(1);
		assertThat(restart).failsWithin(Duration.ofSeconds(5));
		assertThat(cluster.worker(3).link().sentNames()).doesNotContain(ControlWords.DRAIN);
		cluster.worker(3).beat(0);
		cluster.worker(2).exit(137);
		assertThat(cluster.worker(3).code()).isEqualTo("B");
	}

	@Test
	void recyclingUsesAnySpare() {
		SupervisedCluster cluster = standingBy(
				settings(1, 1).recycle(new RecycleSettings(100, Duration.ZERO, 0)).build());
		cluster.worker(1).beat(200);
		cluster.worker(2).beat(0);
		cluster.advance(Duration.ofSeconds(1));
		assertThat(cluster.worker(2).code()).isEqualTo("A");
		cluster.worker(2).say(Control.of(ControlWords.WORKER_READY));
		cluster.worker(1).draining(DrainReason.ASKED);
		cluster.worker(1).exit(0);
		assertThat(cluster.view("A").id()).isEqualTo(2);
		assertThat(cluster.changes()).endsWith("over");
		cluster.worker(3).standBy();
		assertThat(codesOf(cluster)).containsExactly("A", "A", "spare");
	}

	@Test
	void recyclingByAgeCountsFromThePromotion() {
		SupervisedCluster cluster = standingBy(
				settings(1, 1).recycle(new RecycleSettings(0, Duration.ofHours(1), 0)).build());
		cluster.advance(Duration.ofMinutes(50));
		cluster.worker(2).beat(0);
		cluster.worker(1).exit(1);
		cluster.worker(2).say(Control.of(ControlWords.WORKER_READY));
		cluster.worker(3).standBy();
		cluster.advance(Duration.ofMinutes(50));
		assertThat(cluster.changes()).isEmpty();
		cluster.worker(3).beat(0);
		cluster.advance(Duration.ofMinutes(20));
		assertThat(cluster.changes()).isNotEmpty();
	}

	@Test
	void scalingUsesASpare() {
		SupervisedCluster cluster = standingBy(settings(1, 1).build());
		CompletableFuture<Void> scaling = cluster.supervisor().changes().scale(2);
		assertThat(cluster.worker(2).code()).isEqualTo("B");
		cluster.worker(2).say(Control.of(ControlWords.WORKER_READY));
		assertThat(scaling).succeedsWithin(Duration.ofSeconds(5));
	}

}
