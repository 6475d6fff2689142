package io.coolnode.cluster;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.coolnode.WorkerState;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Place}.
 */
class PlaceTests {

	private static final Map<WorkerState, Set<WorkerState>> LEGAL = Map.of( //
			WorkerState.STARTING,
			EnumSet.of(WorkerState.READY, WorkerState.DRAINING, WorkerState.BACKING_OFF, WorkerState.GIVEN_UP,
					WorkerState.STOPPED),
			WorkerState.READY,
			EnumSet.of(WorkerState.DRAINING, WorkerState.STARTING, WorkerState.BACKING_OFF, WorkerState.STOPPED),
			WorkerState.DRAINING, EnumSet.complementOf(EnumSet.of(WorkerState.DRAINING)), //
			WorkerState.BACKING_OFF,
			EnumSet.of(WorkerState.STARTING, WorkerState.READY, WorkerState.GIVEN_UP, WorkerState.STOPPED),
			WorkerState.GIVEN_UP, EnumSet.of(WorkerState.STARTING, WorkerState.STOPPED), //
			WorkerState.STOPPED, EnumSet.of(WorkerState.STARTING));

	private static final ManualThread thread = new ManualThread();

	@ParameterizedTest
	@MethodSource("pairs")
	void transitionWhenLegalIsMadeAndElseRefused(WorkerState from, WorkerState to) {
		Place place = placeIn(from);
		if (LEGAL.get(from).contains(to)) {
			place.transitionTo(to);
			assertThat(place.state()).isEqualTo(to);
		}
		else {
			assertThatIllegalStateException().isThrownBy(() -> place.transitionTo(to))
				.withMessageContaining("B")
				.withMessageContaining(from.name())
				.withMessageContaining(to.name());
			assertThat(place.state()).isEqualTo(from);
		}
	}

	static Stream<Arguments> pairs() {
		return Stream.of(WorkerState.values())
			.flatMap((from) -> Stream.of(WorkerState.values()).map((to) -> Arguments.of(from, to)));
	}

	private static Place placeIn(WorkerState state) {
		Place place = newPlace();
		switch (state) {
			case STARTING -> {
			}
			case READY, GIVEN_UP, STOPPED, BACKING_OFF, DRAINING -> place.transitionTo(state);
		}
		return place;
	}

	@Test
	void snapshotWhenNothingWasStartedHasNoProcess() {
		assertThat(newPlace().snapshot())
			.isEqualTo(new WorkerInfo("B", 0, OptionalLong.empty(), WorkerState.STARTING, Instant.EPOCH, 0, "one"));
	}

	@Test
	void snapshotWhenAProcessHasThePlaceTellsOfIt() {
		Place place = newPlace();
		WorkerHandle handle = handle(place, 7);
		place.occupy(handle);
		assertThat(handle.isCurrent()).isTrue();
		assertThat(place.snapshot()).isEqualTo(
				new WorkerInfo("B", 7, OptionalLong.of(1007), WorkerState.STARTING, handle.startedAt(), 0, "one"));
	}

	@Test
	void snapshotWhenTheProcessIsGoneKeepsItsIdAndNotItsPid() {
		Place place = newPlace();
		WorkerHandle handle = handle(place, 7);
		place.occupy(handle);
		place.vacate();
		assertThat(handle.isCurrent()).isFalse();
		assertThat(place.snapshot()).isEqualTo(
				new WorkerInfo("B", 7, OptionalLong.empty(), WorkerState.STARTING, handle.startedAt(), 0, "one"));
	}

	@Test
	void snapshotWhenFilledAgainCountsRestarts() {
		Place place = newPlace();
		WorkerHandle first = handle(place, 1);
		place.occupy(first);
		WorkerHandle second = handle(place, 2);
		place.occupy(second);
		assertThat(place.snapshot().restarts()).isOne();
		assertThat(place.snapshot().id()).isEqualTo(2);
		assertThat(first.isCurrent()).isFalse();
		assertThat(second).hasToString("Worker B (id 2, pid 1002)");
	}

	@Test
	void restartWhenASuccessorGetsThePlaceCountsWhyItWasStarted() {
		Place place = newPlace();
		place.occupy(handle(place, 1));
		place.succession(RestartReason.RECYCLED);
		place.successor(handle(place, 2));
		place.promoteSuccessor();
		assertThat(place.restartReasons()).containsExactly(Map.entry(RestartReason.RECYCLED, 1));
		assertThat(place.restarts()).isOne();
	}

	private static Place newPlace() {
		return new Place("B", "one", new RestartPolicy(SupervisedCluster.SETTINGS, thread::nanoTime),
				new ClusterCounts());
	}

	private static WorkerHandle handle(Place place, long id) {
		return new WorkerHandle(place, id, 1, new SupervisedCluster().newWorker("B", id, 1), 0);
	}

}
