package io.coolnode.cluster.tomcat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.coolnode.cluster.LoadTable;
import io.coolnode.cluster.WorkerLoad;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptDelay}.
 */
class AcceptDelayTests {

	private static final int PAUSES = 20;

	private final LoadTable table = LoadTable.create(ByteBuffer.allocateDirect(LoadTable.SIZE));

	private final WorkerLoad own = new WorkerLoad(this.table, this.table.take());

	private final WorkerLoad other = new WorkerLoad(this.table, this.table.take());

	private final List<Long> pauses = new ArrayList<>();

	private Runnable meanwhile = () -> {
	};

	private final AtomicLong clock = new AtomicLong();

	private final AcceptDelay delay = new AcceptDelay(this.own, (nanos) -> {
		this.pauses.add(nanos);
		this.clock.addAndGet(nanos);
		this.meanwhile.run();
	}, this.clock::get);

	@BeforeEach
	void accept() {
		this.own.accepting(true);
		this.other.accepting(true);
	}

	@Test
	void awaitWhenAllAreEquallyBusyDoesNotWait() {
		this.own.connectionOpened();
		this.other.connectionOpened();
		this.delay.await();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void awaitWhenAnotherIsLessBusyWaitsUntilItHasTheConnection() {
		this.own.connectionOpened();
		this.meanwhile = () -> {
			if (this.pauses.size() == 2) {
				this.other.connectionOpened();
			}
		};
		this.delay.await();
		assertThat(this.pauses).containsExactly(125_000L, 250_000L);
	}

	@Test
	void awaitWhenAConnectionEndsWaitsNoLonger() {
		this.own.connectionOpened();
		this.meanwhile = this.own::connectionClosed;
		this.delay.await();
		assertThat(this.pauses).hasSize(1);
	}

	@Test
	void awaitWhenNobodyTakesTheConnectionWaitsSomeMillisecondsOnce() {
		this.own.connectionOpened();
		this.delay.await();
		this.delay.accepted();
		this.delay.await();
		assertThat(this.pauses).hasSize(PAUSES).startsWith(125_000L, 250_000L, 500_000L, 1_000_000L, 1_000_000L);
		assertThat(Collections.max(this.pauses)).isEqualTo(1_000_000L);
	}

	@Test
	void awaitWhenNoConnectionWasThereWaitsTheNextTimeToo() {
		this.own.connectionOpened();
		this.delay.await();
		this.clock.addAndGet(1_000_000L);
		this.delay.accepted();
		this.delay.await();
		assertThat(this.pauses).hasSize(2 * PAUSES);
	}

	@Test
	void awaitWhenTheOtherGoesOnAfterAStopWaitsForItAgain() {
		this.own.connectionOpened();
		this.own.connectionOpened();
		this.delay.await();
		this.delay.accepted();
		this.pauses.clear();
		this.other.connectionOpened();
		this.delay.await();
		assertThat(this.pauses).isNotEmpty();
	}

	@Test
	void awaitWhenItIsWaitingKeepsOthersWaitingOnlyFarAhead() {
		connect(this.own, 9);
		connect(this.other, 8);
		this.meanwhile = () -> {
			connect(this.other, 5);
			assertThat(this.other.isBusierThanAnother()).isFalse();
			connect(this.other, 1);
			assertThat(this.other.isBusierThanAnother()).isTrue();
		};
		this.delay.await();
		assertThat(this.pauses).hasSize(1);
	}

	private static void connect(WorkerLoad load, int count) {
		for (int i = 0; i < count; i++) {
			load.connectionOpened();
		}
	}

}
