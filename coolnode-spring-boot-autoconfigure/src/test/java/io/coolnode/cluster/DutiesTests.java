package io.coolnode.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
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

	@Test
	void dutyWhenOtherMachinesShareItIsWantedAndLastsAsLongAsItsLease() {
		FakeLeases leases = new FakeLeases("A");
		SupervisedCluster cluster = SupervisedCluster.ready(ClusterSettingsBuilder.of(2).build(), leases);
		FakeWorker worker = cluster.worker(1);
		assertThat(leases.wanted).containsExactly("A");
		assertThat(worker.link().sent()).contains(Control.of(ControlWords.DUTY, "500000000"));
		assertThat(cluster.worker(2).link().sent()).contains(Control.of(ControlWords.DUTY));
		leases.remaining = Duration.ofNanos(42);
		worker.say(Control.of(ControlWords.DUTY_ASKED, "-7"));
		assertThat(worker.link().sent()).contains(Control.of(ControlWords.DUTY_REMAINS, "-7", "42"));
	}

	@Test
	void dutyWhenNoProcessDoesItAnyMoreIsLeftToOtherMachines() {
		FakeLeases leases = new FakeLeases("A");
		SupervisedCluster cluster = SupervisedCluster.ready(ClusterSettingsBuilder.of(1).build(), leases);
		FakeWorker old = cluster.worker(1);
		old.draining(DrainReason.CLOSE);
		assertThat(leases.wanted).containsExactly("A");
		old.say(Control.of(ControlWords.DUTY_ENDED));
		assertThat(leases.wanted).isEmpty();
		FakeWorker next = cluster.last().ready();
		assertThat(leases.wanted).containsExactly("A");
		next.exit(137);
		assertThat(leases.wanted).isEmpty();
	}

	@Test
	void dutyWhenASuccessorGetsItStaysOnThisMachine() {
		FakeLeases leases = new FakeLeases("A");
		SupervisedCluster cluster = SupervisedCluster.ready(ClusterSettingsBuilder.of(1).build(), leases);
		FakeWorker old = cluster.worker(1);
		cluster.supervisor().changes().restart("A");
		FakeWorker next = cluster.last().ready();
		old.draining(DrainReason.ASKED);
		next.say(Control.of(ControlWords.DUTY_ASKED, "1"));
		assertThat(next.link().sentNames()).doesNotContain(ControlWords.DUTY_REMAINS);
		old.say(Control.of(ControlWords.DUTY_ENDED));
		assertThat(leases.left).isEmpty();
		next.say(Control.of(ControlWords.DUTY_ASKED, "2"));
		assertThat(next.link().sentNames()).contains(ControlWords.DUTY_REMAINS);
		old.say(Control.of(ControlWords.DUTY_ASKED, "3"));
		assertThat(old.link().sentNames()).doesNotContain(ControlWords.DUTY_REMAINS);
	}

	private static long grants(FakeWorker worker) {
		return worker.link().sentNames().stream().filter(ControlWords.DUTY::equals).count();
	}

	private static final class FakeLeases implements DutyLeases {

		private final String shared;

		private final Set<String> wanted = new TreeSet<>();

		private final Set<String> left = new TreeSet<>();

		private Duration remaining = Duration.ZERO;

		private FakeLeases(String shared) {
			this.shared = shared;
		}

		@Override
		public boolean isShared(String code) {
			return code.equals(this.shared);
		}

		@Override
		public void want(String code) {
			this.wanted.add(code);
		}

		@Override
		public void leave(String code) {
			this.wanted.remove(code);
			this.left.add(code);
		}

		@Override
		public Duration remaining(String code) {
			return this.remaining;
		}

		@Override
		public Duration interval() {
			return Duration.ofMillis(500);
		}

	}

}
