package io.coolnode.cluster;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerLoad}.
 */
class WorkerLoadTests {

	private final LoadTable table = LoadTable.create(ByteBuffer.allocateDirect(LoadTable.SIZE));

	private final int otherSlot = this.table.take();

	private final WorkerLoad other = new WorkerLoad(this.table, this.otherSlot);

	private final WorkerLoad own = new WorkerLoad(this.table, this.table.take());

	@BeforeEach
	void accept() {
		this.other.accepting(true);
		this.own.accepting(true);
	}

	@Test
	void busierWhenAllAreIdleIsFalse() {
		assertThat(this.own.isBusierThanAnother()).isFalse();
		assertThat(this.own.excess()).isZero();
	}

	@Test
	void busierWhenAloneIsFalse() {
		WorkerLoad alone = WorkerLoad.alone();
		connect(alone, 100);
		assertThat(alone.isBusierThanAnother()).isFalse();
		assertThat(alone.excess()).isZero();
	}

	@Test
	void busierWhenAnotherHasFewerConnectionsIsTrueUntilItHasAsMany() {
		connect(this.own, 1);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		assertThat(this.other.isBusierThanAnother()).isFalse();
		connect(this.other, 1);
		assertThat(this.own.isBusierThanAnother()).isFalse();
	}

	@Test
	void busierWhenTheDifferenceIsSmallIsFalse() {
		connect(this.own, 34);
		connect(this.other, 32);
		assertThat(this.own.isBusierThanAnother()).isFalse();
		this.other.connectionClosed();
		assertThat(this.own.isBusierThanAnother()).isTrue();
	}

	@Test
	void busierWhenTheOtherHasFarMoreRequestsInServiceIsFalse() {
		connect(this.own, 10);
		serve(this.other, 74);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		serve(this.other, 1);
		assertThat(this.own.isBusierThanAnother()).isFalse();
		assertThat(this.own.excess()).isZero();
		serve(this.own, 1);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		assertThat(this.own.excess()).isEqualTo(5);
		this.own.requestEnded();
		assertThat(this.own.isBusierThanAnother()).isFalse();
	}

	@Test
	void busierWhenConnectionsAreEvenIsDecidedByRequestsInService() {
		connect(this.own, 4);
		connect(this.other, 4);
		serve(this.own, 2);
		assertThat(this.own.isBusierThanAnother()).isFalse();
		serve(this.own, 1);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		assertThat(this.own.excess()).isZero();
	}

	@Test
	void busierWhenAnotherHasFewerConnectionsIsTrueAlsoWhileAllOfThoseAreInService() {
		connect(this.own, 9);
		connect(this.other, 7);
		serve(this.other, 7);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		assertThat(this.own.excess()).isEqualTo(1);
		this.own.connectionClosed();
		assertThat(this.other.isBusierThanAnother()).isFalse();
	}

	@Test
	void busierWhenTheOtherDoesNotAcceptIsFalse() {
		connect(this.own, 10);
		this.other.accepting(false);
		assertThat(this.own.isBusierThanAnother()).isFalse();
		assertThat(this.own.excess()).isZero();
	}

	@Test
	void busierWhenTheOtherIsGoneIsFalse() {
		connect(this.own, 10);
		this.table.release(this.otherSlot);
		assertThat(this.own.isBusierThanAnother()).isFalse();
	}

	@Test
	void busierWhenTheOtherPausesItselfIsTrueOnlyFarAhead() {
		connect(this.own, 10);
		connect(this.other, 7);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		this.other.beginToWait();
		assertThat(this.own.isBusierThanAnother()).isFalse();
		connect(this.own, 1);
		assertThat(this.own.isBusierThanAnother()).isTrue();
		assertThat(this.own.excess()).isEqualTo(2);
		this.other.endToWait();
		assertThat(this.own.isBusierThanAnother()).isTrue();
	}

	@Test
	void endToWaitWhenTheWorkerHasStoppedDoesNotAcceptAgain() {
		connect(this.own, 10);
		this.other.beginToWait();
		this.other.accepting(false);
		this.other.endToWait();
		assertThat(this.own.isBusierThanAnother()).isFalse();
		assertThat(this.own.excess()).isZero();
	}

	@Test
	void giveUpWhenTheOtherTakesNothingWaitsForItNoLongerUntilItDoes() {
		connect(this.own, 10);
		this.own.beginToWait();
		this.own.giveUp();
		assertThat(this.own.isBusierThanAnother()).isFalse();
		connect(this.other, 1);
		assertThat(this.own.isBusierThanAnother()).isTrue();
	}

	@Test
	void giveUpWhenTheOtherIsSlowWaitsAgainMoreAndMoreRarely() {
		connect(this.own, 10);
		int taken = 0;
		int waits = 0;
		while (taken < 1000) {
			if (this.own.isBusierThanAnother()) {
				this.own.beginToWait();
				this.own.endToWait();
				this.own.giveUp();
				waits++;
			}
			connect(this.own, 1);
			taken++;
		}
		assertThat(waits).isBetween(8, 10);
	}

	@Test
	void giveUpWhenTheOtherHasTakenSomethingKeepsIt() {
		connect(this.own, 10);
		this.own.beginToWait();
		connect(this.other, 1);
		this.own.giveUp();
		assertThat(this.own.isBusierThanAnother()).isTrue();
	}

	@Test
	void giveUpWhenAProcessFollowsInTheSlotTrustsItOnceItHasTakenSomething() {
		connect(this.own, 10);
		this.own.beginToWait();
		this.own.giveUp();
		this.table.release(this.otherSlot);
		WorkerLoad next = new WorkerLoad(this.table, this.table.take());
		next.accepting(true);
		connect(next, 1);
		assertThat(this.own.isBusierThanAnother()).isTrue();
	}

	@Test
	void acceptedByOthersIsTheSumOverThoseThatAccept() {
		connect(this.own, 1);
		connect(this.other, 2);
		this.other.connectionClosed();
		assertThat(this.own.acceptedByOthers()).isEqualTo(2);
		this.other.accepting(false);
		assertThat(this.own.acceptedByOthers()).isZero();
	}

	@Test
	void excessIsWhatIsAboveTheShare() {
		connect(this.own, 64);
		assertThat(this.own.excess()).isEqualTo(32);
		assertThat(this.other.excess()).isZero();
		WorkerLoad third = new WorkerLoad(this.table, this.table.take());
		third.accepting(true);
		assertThat(this.own.excess()).isEqualTo(42);
	}

	@Test
	void excessWhenSmallIsNone() {
		connect(this.own, 34);
		connect(this.other, 30);
		assertThat(this.own.excess()).isZero();
		connect(this.own, 2);
		assertThat(this.own.excess()).isEqualTo(3);
	}

	private static void serve(WorkerLoad load, int count) {
		for (int i = 0; i < count; i++) {
			load.requestBegan();
		}
	}

	private static void connect(WorkerLoad load, int count) {
		for (int i = 0; i < count; i++) {
			load.connectionOpened();
		}
	}

}
