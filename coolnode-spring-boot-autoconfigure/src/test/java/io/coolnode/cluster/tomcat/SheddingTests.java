package io.coolnode.cluster.tomcat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.coolnode.cluster.LoadTable;
import io.coolnode.cluster.WorkerLoad;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Shedding}.
 */
class SheddingTests {

	private final LoadTable table = LoadTable.create(ByteBuffer.allocateDirect(LoadTable.SIZE));

	private final WorkerLoad own = new WorkerLoad(this.table, this.table.take());

	private final WorkerLoad other = new WorkerLoad(this.table, this.table.take());

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

	private final Shedding shedding = new Shedding(this.own, this.clock::get);

	@BeforeEach
	void accept() {
		this.own.accepting(true);
		this.other.accepting(true);
	}

	@Test
	void dueWhenThereIsNoExcessIsFalse() {
		connect(this.own, 8);
		connect(this.other, 8);
		assertThat(count(Duration.ofMinutes(1))).isZero();
	}

	@Test
	void dueWhenThereIsAnExcessIsTrueFromTheSecondLook() {
		connect(this.own, 20);
		assertThat(this.shedding.isDue()).isFalse();
		assertThat(this.shedding.isDue()).isFalse();
		pass(Duration.ofSeconds(1));
		assertThat(this.shedding.isDue()).isTrue();
		assertThat(this.shedding.isDue()).isFalse();
	}

	@Test
	void dueWhenTheExcessWasThereForAMomentIsFalse() {
		connect(this.own, 20);
		assertThat(this.shedding.isDue()).isFalse();
		connect(this.other, 20);
		pass(Duration.ofSeconds(1));
		assertThat(this.shedding.isDue()).isFalse();
		connect(this.own, 20);
		pass(Duration.ofSeconds(1));
		assertThat(this.shedding.isDue()).isFalse();
	}

	@Test
	void dueWhenWhatWasShedGoesToTheOtherMakesBothEqualWithinAMinute() {
		connect(this.own, 64);
		int seconds = 0;
		while (this.own.excess() > 0 && seconds < 60) {
			count(Duration.ofSeconds(1), this::moveOne);
			seconds++;
		}
		assertThat(seconds).isLessThan(60);
		assertThat(this.other.excess()).isZero();
	}

	@Test
	void dueWhenTheExcessIsLargeIsBounded() {
		connect(this.own, 10_000);
		assertThat(count(Duration.ofSeconds(1), this::moveOne)).isBetween(95, 101);
	}

	@Test
	void dueWhenTheOtherTakesNothingBecomesRare() {
		connect(this.own, 10_000);
		assertThat(count(Duration.ofMinutes(1))).isBetween(100, 200);
		connect(this.own, 100);
		connect(this.other, 1);
		assertThat(count(Duration.ofSeconds(2), this::moveOne)).isGreaterThan(100);
	}

	private void moveOne() {
		this.own.connectionClosed();
		this.other.connectionOpened();
	}

	private int count(Duration time) {
		return count(time, () -> {
		});
	}

	private int count(Duration time, Runnable end) {
		int count = 0;
		for (long millis = 0; millis < time.toMillis(); millis++) {
			if (this.shedding.isDue()) {
				count++;
				end.run();
			}
			pass(Duration.ofMillis(1));
		}
		return count;
	}

	private void pass(Duration time) {
		this.clock.addAndGet(time.toNanos());
	}

	private static void connect(WorkerLoad load, int count) {
		for (int i = 0; i < count; i++) {
			load.connectionOpened();
		}
	}

}
