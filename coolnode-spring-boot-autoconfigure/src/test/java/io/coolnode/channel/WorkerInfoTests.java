package io.coolnode.channel;

import java.time.Instant;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WorkerInfo}.
 */
class WorkerInfoTests {

	@ParameterizedTest
	@EnumSource
	void parseWhenFormattedReturnsTheSame(WorkerState state) {
		WorkerInfo worker = new WorkerInfo("AB", 12, OptionalLong.of(4711), state,
				Instant.ofEpochMilli(1_900_000_000_123L), 3, "one");
		assertThat(WorkerInfo.parse(WorkerInfo.format(worker))).isEqualTo(worker);
	}

	@ParameterizedTest
	@EnumSource
	void parseWhenFormattedWithoutProcessReturnsTheSame(WorkerState state) {
		WorkerInfo worker = new WorkerInfo("A", 0, OptionalLong.empty(), state, Instant.EPOCH, 0, "");
		assertThat(WorkerInfo.parse(WorkerInfo.format(worker))).isEqualTo(worker);
	}

	@Test
	void seenFromAfarHasTheMachineInItsCode() {
		WorkerInfo worker = new WorkerInfo("B", 2, OptionalLong.of(20), WorkerState.READY, Instant.EPOCH, 1, "two");
		assertThat(worker.seenFromAfar())
			.isEqualTo(new WorkerInfo("two/B", 2, OptionalLong.of(20), WorkerState.READY, Instant.EPOCH, 1, "two"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "A 1 2 READY 3 4", "A 1 2 READY 3 4 one 5", "A x 2 READY 3 4 one",
			"A 1 2 AWAY 3 4 one" })
	void parseWhenSomethingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerInfo.parse(text));
	}

}
