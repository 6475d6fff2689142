package io.coolnode.cluster;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Watch}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WatchTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	void workerWhenItIsSilentIsKilledAfterItsThreadDump(CapturedOutput output) {
		SupervisedCluster cluster = ready(2);
		beatFor(cluster, TIMEOUT.plusSeconds(1), cluster.worker(2));
		assertThat(cluster.worker(1).dumps()).isOne();
		assertThat(cluster.worker(1).kills()).isZero();
		beatFor(cluster, Duration.ofSeconds(2), cluster.worker(2));
		assertThat(cluster.worker(1).kills()).isOne();
		assertThat(cluster.worker(2).dumps()).isZero();
		assertThat(output).contains("has given no sign of life for 30 s (cool.server.heartbeat-timeout)");
		cluster.worker(1).exit(137);
		assertThat(cluster.last().code()).isEqualTo("A");
		assertThat(cluster.state("A")).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void workerWhenItBootsWithoutConnectionIsLeftToTheStartupTimeout() {
		SupervisedCluster cluster = ready(1);
		cluster.worker(1).exit(1);
		cluster.advance(TIMEOUT.plusSeconds(10));
		assertThat(cluster.last().dumps()).isZero();
		assertThat(cluster.last().kills()).isZero();
	}

	@Test
	void masterWhenItWasFrozenItselfKillsNobody() {
		SupervisedCluster cluster = ready(2);
		cluster.thread().freeze(TIMEOUT.multipliedBy(2));
		beatFor(cluster, TIMEOUT.minusSeconds(2), cluster.worker(1));
		assertThat(cluster.worker(1).dumps()).isZero();
		assertThat(cluster.worker(2).dumps()).isZero();
		beatFor(cluster, Duration.ofSeconds(4), cluster.worker(1));
		assertThat(cluster.worker(1).dumps()).isZero();
		assertThat(cluster.worker(2).dumps()).isOne();
	}

	@Test
	void workerWhenItsApplicationIsBrokenIsKilledAfterItsThreadDump() {
		SupervisedCluster cluster = ready(1);
		cluster.worker(1).say(Control.of(ControlWords.BROKEN));
		cluster.worker(1).say(Control.of(ControlWords.BROKEN));
		assertThat(cluster.worker(1).dumps()).isOne();
		assertThat(cluster.worker(1).kills()).isZero();
		cluster.advance(Duration.ofSeconds(2));
		assertThat(cluster.worker(1).kills()).isOne();
	}

	private static SupervisedCluster ready(int workers) {
		return SupervisedCluster.ready(ClusterSettingsBuilder.of(workers).heartbeatTimeout(TIMEOUT).build());
	}

	private static void beatFor(SupervisedCluster cluster, Duration duration, FakeWorker... living) {
		for (int i = 0; i < duration.toSeconds(); i++) {
			cluster.advance(Duration.ofSeconds(1));
			for (FakeWorker worker : living) {
				worker.beat(0);
			}
		}
	}

}
