package io.coolnode.redis;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Origins}.
 */
class OriginsTests {

	private final Origins origins = new Origins();

	@Test
	void acceptWhenNumbersFollowIsNew() {
		assertThat(accept(1, 1, true)).isZero();
		assertThat(accept(1, 2, true)).isZero();
		assertThat(accept(2, 1, true)).isZero();
	}

	@Test
	void acceptWhenReadBeforeSaysSo() {
		accept(1, 1, true);
		accept(1, 2, true);
		assertThat(accept(1, 2, true)).isEqualTo(-1);
		assertThat(accept(1, 1, true)).isEqualTo(-1);
	}

	@Test
	void acceptWhenSomeAreMissingCountsThem() {
		accept(1, 1, true);
		assertThat(accept(1, 5, true)).isEqualTo(3);
		assertThat(accept(1, 6, true)).isZero();
	}

	@Test
	void acceptWhenFirstOfAllMissesNothingButFirstOfOwnMay() {
		assertThat(accept(1, 100, false)).isZero();
		assertThat(accept(1, 102, false)).isEqualTo(1);
		assertThat(accept(1, 3, true)).isEqualTo(2);
	}

	@Test
	void readTellsTheLastNumbers() {
		accept(1, 100, false);
		accept(1, 1, true);
		accept(2, 1, true);
		assertThat(this.origins.read()).isEqualTo(Map.of(1L, new Presence.Read(100, 1), 2L, new Presence.Read(0, 1)));
	}

	private long accept(long incarnation, long number, boolean own) {
		return this.origins.accept(new NodeRecord("two", incarnation, number, number, List.of()), own);
	}

}
