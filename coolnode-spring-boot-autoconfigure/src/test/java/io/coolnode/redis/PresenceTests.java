package io.coolnode.redis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Presence}.
 */
class PresenceTests {

	@Test
	void ofWhenWrittenIsTheSame() {
		Presence presence = new Presence("12-3",
				List.of(new WorkerInfo("A", 1, OptionalLong.of(10), WorkerState.READY, Instant.EPOCH, 0, "one"),
						new WorkerInfo("B", 0, OptionalLong.empty(), WorkerState.STARTING, Instant.EPOCH, 2, "one")),
				Set.of("one/A", "one/#2"), Map.of(-1L, new Presence.Read(5, 6), 7L, new Presence.Read(0, 1)));
		assertThat(Presence.of(presence.toControl())).isEqualTo(presence);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "position", "worker A", "read x 1 2", "strange 1" })
	void ofWhenSomethingElseIsRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> {
			Presence presence = Presence.of(Control.of(Presence.WORD, value));
			throw new AssertionError(presence.toString());
		});
	}

}
