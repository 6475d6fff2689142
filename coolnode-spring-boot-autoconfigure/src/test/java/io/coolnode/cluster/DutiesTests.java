package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Duties}, as part of the supervisor.
 */
class DutiesTests {

	@Test
	void dutyWhenWorkersAreReadyIsEveryPlacesOwn() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		assertThat(grants(cluster.worker(1))).isOne();
		assertThat(grants(cluster.worker(2))).isOne();
	}

	@Test
	void dutyWhenWorkerIsNotReadyIsNotGiven() {
		SupervisedCluster cluster = new SupervisedCluster();
		cluster.start();
		cluster.worker(1).connect();
		assertThat(grants(cluster.worker(1))).isZero();
	}

	@Test
	void dutyWhenWorkerDiesGoesToTheNext() {
		SupervisedCluster cluster = SupervisedCluster.ready(2);
		cluster.worker(1).exit(137);
		FakeWorker next = cluster.last().ready();
		assertThat(grants(next)).isOne();
	}

	@Test
	void dutyWhenWorkerDrainsGoesToTheNextOnceItHasEnded() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.CLOSE);
		FakeWorker next = cluster.last().ready();
		assertThat(next.id()).isEqualTo(2);
		assertThat(grants(next)).isZero();
		old.say(Control.of(ControlWords.DUTY_ENDED));
		assertThat(grants(next)).isOne();
		old.exit(0);
		assertThat(grants(next)).isOne();
	}

	@Test
	void dutyWhenWorkerDrainsAndNeverEndsItGoesToTheNextAtItsExit() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.CLOSE);
		FakeWorker next = cluster.last().ready();
		old.disconnect();
		assertThat(grants(next)).isZero();
		old.exit(0);
		assertThat(grants(next)).isOne();
	}

	@Test
	void dutyWhenItEndsBeforeTheNextIsReadyWaitsForThat() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.CLOSE);
		old.say(Control.of(ControlWords.DUTY_ENDED));
		assertThat(grants(old)).isOne();
		FakeWorker next = cluster.last().connect();
		assertThat(grants(next)).isZero();
		next.ready();
		assertThat(grants(next)).isOne();
	}

	@Test
	void dutyWhenAPlaceChangesHandsGoesToTheSuccessorOnceItHasEnded() {
		SupervisedCluster cluster = SupervisedCluster.ready(1);
		FakeWorker old = cluster.worker(1);
		CompletableFuture<Void> restart = cluster.supervisor().changes().restart("A");
		FakeWorker next = cluster.last().ready();
		assertThat(next.id()).isEqualTo(2);
		old.draining(DrainReason.ASKED);
		assertThat(grants(next)).isZero();
		old.say(Control.of(ControlWords.DUTY_ENDED));
		assertThat(grants(next)).isOne();
		assertThat(grants(old)).isOne();
		old.exit(0);
		assertThat(restart).succeedsWithin(Duration.ofSeconds(5));
	}

	private static long grants(FakeWorker worker) {
		return worker.link().sentNames().stream().filter(ControlWords.DUTY::equals).count();
	}

}
