package io.coolnode.redis;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lease}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaseTests {

	private static final Duration LENGTH = Duration.ofSeconds(10);

	private final AtomicLong clock = new AtomicLong();

	private final FakeLocks locks = new FakeLocks(this.clock::get);

	private final AtomicInteger acquired = new AtomicInteger();

	private final Lease one = new Lease("A", this.locks, LENGTH, this.clock::get, this.acquired::incrementAndGet);

	private final Lease two = new Lease("A", this.locks, LENGTH, this.clock::get, () -> {
	});

	@Test
	void leaseWhenNobodyHasItIsAcquiredAndEndsBeforeTheLockDoes(CapturedOutput output) {
		assertThat(this.one.remaining()).isZero();
		this.one.renew();
		assertThat(this.acquired).hasValue(1);
		assertThat(this.one.remaining()).hasSeconds(9);
		assertThat(output).containsOnlyOnce("@Scheduled methods of A run on this machine from now on, and on no other");
		pass(9);
		assertThat(this.one.remaining()).isZero();
		this.two.renew();
		assertThat(this.two.remaining()).isZero();
		pass(1);
		this.two.renew();
		assertThat(this.two.remaining()).hasSeconds(9);
	}

	@Test
	void leaseWhenRenewedIsKept() {
		for (int i = 0; i < 5; i++) {
			this.one.renew();
			this.two.renew();
			pass(8);
		}
		assertThat(this.one.remaining()).hasSeconds(1);
		assertThat(this.two.remaining()).isZero();
		assertThat(this.acquired).hasValue(1);
	}

	@Test
	void leaseIsCountedFromBeforeItIsAskedFor() {
		this.locks.delay((way) -> pass((way == 0) ? 2 : 3));
		this.one.renew();
		assertThat(this.one.remaining()).hasSeconds(4);
		this.locks.delay((way) -> pass((way == 0) ? 0 : 12));
		this.one.renew();
		assertThat(this.one.remaining()).isZero();
	}

	@Test
	void leaseWhenAnotherMachineHasTakenItIsLost(CapturedOutput output) {
		this.one.renew();
		pass(10);
		this.two.renew();
		this.one.renew();
		assertThat(this.one.remaining()).isZero();
		assertThat(this.two.remaining()).hasSeconds(9);
		assertThat(output).containsOnlyOnce("@Scheduled methods of A begin no more on this machine");
		this.two.release();
		this.one.renew();
		assertThat(this.one.remaining()).hasSeconds(9);
		assertThat(this.acquired).hasValue(2);
	}

	@Test
	void leaseWhenRedisHasLostItIsLostAtTheNextRenewal() {
		this.one.renew();
		this.locks.loseAll();
		this.one.renew();
		assertThat(this.one.remaining()).isZero();
	}

	@Test
	void leaseWhenRedisDoesNotAnswerEndsByItselfAndIsToldOnce(CapturedOutput output) {
		this.one.renew();
		this.locks.reachable(false);
		pass(5);
		this.one.renew();
		assertThat(this.one.remaining()).hasSeconds(4);
		assertThat(output).doesNotContain("Redis does not tell");
		for (int i = 0; i < 3; i++) {
			pass(2);
			this.one.renew();
		}
		assertThat(this.one.remaining()).isZero();
		assertThat(output).containsOnlyOnce("No @Scheduled methods of A begin on this machine");
		this.locks.reachable(true);
		this.one.renew();
		this.one.renew();
		assertThat(this.one.remaining()).hasSeconds(9);
	}

	@Test
	void leaseWhenRedisAnswersAgainInTimeGoesOn(CapturedOutput output) {
		this.one.renew();
		this.locks.reachable(false);
		pass(9);
		this.one.renew();
		this.locks.reachable(true);
		this.one.renew();
		assertThat(this.one.remaining()).hasSeconds(9);
		assertThat(output).containsOnlyOnce("@Scheduled methods of A run again");
		assertThat(this.acquired).hasValue(1);
	}

	@Test
	void leaseWhenReleasedIsFreeAtOnce() {
		this.one.renew();
		this.one.release();
		assertThat(this.one.remaining()).isZero();
		this.two.renew();
		assertThat(this.two.remaining()).hasSeconds(9);
		this.one.release();
		assertThat(this.two.remaining()).hasSeconds(9);
	}

	@Test
	void leaseWhenItCannotBeReleasedEndsByItself() {
		this.one.renew();
		this.locks.reachable(false);
		this.one.release();
		assertThat(this.one.remaining()).isZero();
		this.locks.reachable(true);
		this.two.renew();
		assertThat(this.two.remaining()).isZero();
		pass(10);
		this.two.renew();
		assertThat(this.two.remaining()).hasSeconds(9);
	}

	@Test
	void leaseWhenMachinesArePausedAtAnyMomentIsNeverHeldTwice() {
		Random random = new Random(42);
		int[] held = new int[2];
		this.locks.delay((way) -> passMillis((random.nextInt(10) != 0) ? random.nextInt(50) : random.nextInt(15_000)));
		for (int i = 0; i < 20_000; i++) {
			this.locks.reachable(random.nextInt(20) != 0);
			Lease lease = random.nextBoolean() ? this.one : this.two;
			if (random.nextInt(50) == 0) {
				lease.release();
			}
			else {
				lease.renew();
			}
			boolean first = !this.one.remaining().isZero();
			boolean second = !this.two.remaining().isZero();
			assertThat(first && second).isFalse();
			held[0] += first ? 1 : 0;
			held[1] += second ? 1 : 0;
			passMillis(random.nextInt(1000));
		}
		assertThat(held[0]).isGreaterThan(1000);
		assertThat(held[1]).isGreaterThan(1000);
	}

	private void pass(long seconds) {
		passMillis(seconds * 1000);
	}

	private void passMillis(long millis) {
		this.clock.addAndGet(Duration.ofMillis(millis).toNanos());
	}

}
