package io.coolnode.cluster;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Traffics}.
 */
class TrafficsTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final Traffics traffics = new Traffics();

	private final FakeTraffic first = new FakeTraffic();

	private final FakeTraffic second = new FakeTraffic();

	@Test
	void isEmptyWhenNoneWasAddedIsTrue() throws InterruptedException {
		assertThat(this.traffics.isEmpty()).isTrue();
		assertThat(this.traffics.drain(LONG, LONG)).isZero();
		add();
		assertThat(this.traffics.isEmpty()).isFalse();
	}

	@Test
	void openOpensAll() {
		add();
		this.traffics.open();
		assertThat(this.first.calls()).containsExactly("open");
		assertThat(this.second.calls()).containsExactly("open");
	}

	@Test
	void drainWhenTheFirstIsBusyHasTheOthersDrainMeanwhile() throws InterruptedException {
		add();
		this.first.busy();
		assertThat(this.traffics.drain(Duration.ofMillis(1), Duration.ofMillis(7))).isOne();
		assertThat(this.first.calls()).containsExactly("stop", "drain 7", "drain 7");
		assertThat(this.second.calls()).containsExactly("stop", "drain 7", "drain 7");
	}

	@Test
	void drainWhenSeveralAreLeftIsTheirSum() throws InterruptedException {
		add();
		this.first.busy().complete(2);
		this.second.busy().complete(3);
		assertThat(this.traffics.drain(LONG, LONG)).isEqualTo(5);
	}

	@Test
	void shortenIdleAndStopAcceptingReachAll() {
		add();
		this.traffics.shortenIdle(Duration.ofMillis(3));
		this.traffics.stopAccepting();
		assertThat(this.first.calls()).containsExactly("idle 3", "stop");
		assertThat(this.second.calls()).containsExactly("idle 3", "stop");
	}

	private void add() {
		this.traffics.add(this.first);
		this.traffics.add(this.second);
	}

}
