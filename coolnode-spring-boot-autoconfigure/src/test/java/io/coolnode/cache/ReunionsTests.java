package io.coolnode.cache;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Reunions}.
 */
class ReunionsTests {

	private final Reunions reunions = new Reunions();

	@Test
	void processWhenItIsThereAgainIsNoticedOnce() {
		Worker worker = worker("two/A", 1);
		assertThat(this.reunions.update(List.of(worker))).isFalse();
		assertThat(this.reunions.update(List.of(worker))).isFalse();
		assertThat(this.reunions.update(List.of())).isFalse();
		assertThat(this.reunions.update(List.of())).isFalse();
		assertThat(this.reunions.update(List.of(worker, worker("two/B", 2)))).isTrue();
		assertThat(this.reunions.update(List.of(worker))).isFalse();
	}

	@Test
	void processWhenItIsAnotherOneIsNone() {
		this.reunions.update(List.of(worker("two/A", 1)));
		assertThat(this.reunions.update(List.of(worker("two/A", 2)))).isFalse();
		this.reunions.update(List.of());
		assertThat(this.reunions.update(List.of(worker("two/A", 3)))).isFalse();
	}

	private static Worker worker(String code, long started) {
		return new WorkerInfo(code, 1, OptionalLong.of(10), WorkerState.READY, Instant.ofEpochSecond(started), 0,
				"two");
	}

}
