package io.coolnode.channel;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Burst}.
 */
class BurstTests {

	private final List<Runnable> others = new ArrayList<>();

	private final Burst burst = new Burst(this.others::add);

	@Test
	void taskWhenTheFirstIsKeptForTheReaderAndTheOthersAreNot() {
		Runnable first = () -> {
		};
		Runnable second = () -> {
		};
		this.burst.execute(first);
		this.burst.execute(second);
		assertThat(this.others).containsExactly(second);
		assertThat(this.burst.take()).isSameAs(first);
	}

	@Test
	void burstWhenTakenBeginsAnew() {
		assertThat(this.burst.take()).isNull();
		Runnable task = () -> {
		};
		this.burst.execute(task);
		this.burst.take();
		assertThat(this.burst.take()).isNull();
		this.burst.execute(task);
		assertThat(this.burst.take()).isSameAs(task);
		assertThat(this.others).isEmpty();
	}

}
