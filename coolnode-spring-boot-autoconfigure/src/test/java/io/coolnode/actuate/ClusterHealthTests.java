package io.coolnode.actuate;

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.coolnode.WorkerState;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.KnownWorkers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterHealthIndicator}, {@link ClusterReadinessIndicator} and
 * {@link ClusterLivenessIndicator}.
 */
class ClusterHealthTests {

	@Test
	void healthWhenAllPlacesAreReadyIsUp() {
		Health health = health(new KnownWorkers().add("A", 1, WorkerState.READY).add("B", 2, WorkerState.READY));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("ready", 2L);
	}

	@Test
	void healthWhenAPlaceIsMissingIsDegraded() {
		Health health = health(
				new KnownWorkers().add("A", 1, WorkerState.READY).addWithoutProcess("B", WorkerState.GIVEN_UP));
		assertThat(health.getStatus()).isEqualTo(ClusterHealthIndicator.DEGRADED);
		assertThat(health.getDetails()).containsEntry("workers", Map.of("A", "READY", "B", "GIVEN_UP"));
	}

	@Test
	void healthWhenNoPlaceIsReadyIsDown() {
		assertThat(health(new KnownWorkers().add("A", 1, WorkerState.DRAINING)).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenPlacesOfAnotherMachineAreNotReadyIsThatOfThisOne() {
		KnownWorkers workers = new KnownWorkers().add("A", 1, WorkerState.READY)
			.addWithoutProcess("two/A", WorkerState.GIVEN_UP);
		assertThat(health(workers).getStatus()).isEqualTo(Status.UP);
		assertThat(health(workers).getDetails()).containsEntry("workers", Map.of("A", "READY"));
	}

	private static Health health(KnownWorkers workers) {
		return new ClusterHealthIndicator(workers).health();
	}

	@Test
	void readinessIsThatOfAnyPlaceUntilTheClusterStops() {
		KnownWorkers workers = new KnownWorkers().add("A", 1, WorkerState.DRAINING);
		InternalChannel channel = DefaultChannel
			.standalone(workers,
					new ChannelSettings(1000, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(5),
							Delivery.AT_MOST_ONCE),
					new DataCodec(new JsonMapper()))
			.internal();
		try {
			channel.channel().ready();
			ClusterReadinessIndicator readiness = new ClusterReadinessIndicator(channel);
			assertThat(readiness.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			workers.add("two/B", 2, WorkerState.READY);
			assertThat(readiness.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			workers.add("B", 2, WorkerState.READY);
			assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);
			channel.broadcast("coolnode.cluster.stopping");
			Awaitility.await().until(() -> readiness.health().getStatus().equals(Status.OUT_OF_SERVICE));
		}
		finally {
			channel.close();
		}
	}

	@Test
	void livenessIsThatOfTheMasterWithoutWhichNoWorkerAnswers() {
		assertThat(new ClusterLivenessIndicator().health().getStatus()).isEqualTo(Status.UP);
	}

}
