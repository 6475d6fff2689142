package io.coolnode.boot;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.coolnode.cluster.WorkerLoad;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedLoads}.
 */
class SharedLoadsTests {

	@Test
	@EnabledOnOs(OS.LINUX)
	void joinWhenTwoWorkersHaveSlotsLetsThemCompare() {
		try (SharedLoads loads = SharedLoads.create()) {
			WorkerLoad first = SharedLoads.join(loads.take(1));
			WorkerLoad second = SharedLoads.join(loads.take(2));
			first.accepting(true);
			second.accepting(true);
			first.connectionOpened();
			assertThat(first.isBusierThanAnother()).isTrue();
			assertThat(second.isBusierThanAnother()).isFalse();
			loads.release(2);
			assertThat(first.isBusierThanAnother()).isFalse();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void takeWhenAWorkerIsGoneGivesItsSlotToTheNext() {
		try (SharedLoads loads = SharedLoads.create()) {
			Map<String, String> first = loads.take(1);
			assertThat(loads.take(2)).isNotEqualTo(first);
			loads.release(1);
			loads.release(1);
			assertThat(loads.take(3)).isEqualTo(first);
		}
	}

	@Test
	void joinWhenNothingIsSharedServesAlone() {
		SharedLoads loads = SharedLoads.none();
		assertThat(loads.take(1)).isEmpty();
		loads.release(1);
		loads.close();
		assertAlone(SharedLoads.join(Map.of()));
	}

	@Test
	void joinWhenTheMemoryIsGoneServesAlone() {
		assertAlone(SharedLoads.join(Map.of("COOLNODE_LOADS", "/proc/self/fd/999999", "COOLNODE_LOAD_SLOT", "1")));
	}

	private static void assertAlone(WorkerLoad load) {
		load.accepting(true);
		load.connectionOpened();
		assertThat(load.isBusierThanAnother()).isFalse();
	}

}
