package io.coolnode.channel.tcp;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bursts}.
 */
class BurstsTests {

	private final Bursts bursts = new Bursts();

	@ParameterizedTest
	@ValueSource(longs = { 1_000_000_000, Long.MAX_VALUE / 2 })
	void messagesWhenOnlyAFewAreCalm(long now) {
		assertThat(count(now, 100)).isEqualTo(8);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "8, 0", "9, 1", "12, 4", "16, 8", "40, 8" })
	void messagesWhenTimePassesAfterManyAreCalmAgainButNeverMoreThanAFewAtOnce(int steps, int calm) {
		long now = TimeUnit.HOURS.toNanos(1);
		count(now, 100);
		now += TimeUnit.MICROSECONDS.toNanos(20L * steps);
		assertThat(count(now, 100)).isEqualTo(calm);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 10 })
	void messagesWhenFasterThanARateForLongAreNeverCalm(int micros) {
		long now = TimeUnit.HOURS.toNanos(1);
		count(now, 100);
		for (int i = 0; i < 1000; i++) {
			now += TimeUnit.MICROSECONDS.toNanos(micros);
			assertThat(this.bursts.isCalm(now)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 20, 25, 1000 })
	void messagesWhenSlowerThanARateAreAlwaysCalm(int micros) {
		long now = TimeUnit.HOURS.toNanos(1);
		for (int i = 0; i < 1000; i++) {
			assertThat(this.bursts.isCalm(now)).isTrue();
			now += TimeUnit.MICROSECONDS.toNanos(micros);
		}
	}

	private int count(long now, int messages) {
		int calm = 0;
		for (int i = 0; i < messages; i++) {
			calm += this.bursts.isCalm(now) ? 1 : 0;
		}
		return calm;
	}

}
