package io.coolnode.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Leases}.
 */
class LeasesTests {

	private static final Duration LENGTH = Duration.ofMinutes(5);

	private static final Duration SOON = Duration.ofSeconds(10);

	private final FakeLocks locks = new FakeLocks(System::nanoTime);

	private final Leases one = new Leases(this.locks, LENGTH);

	private final Leases two = new Leases(this.locks, LENGTH);

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
	}

	@Test
	void leaseWhenWantedByTwoIsHadByOneUntilItLeaves() {
		CompletableFuture<Void> first = want(this.one, "A");
		assertThat(first).succeedsWithin(SOON);
		CompletableFuture<Void> second = want(this.two, "A");
		assertThat(want(this.two, "B")).succeedsWithin(SOON);
		assertThat(second).isNotDone();
		assertThat(this.one.remaining("A")).isPositive();
		assertThat(this.two.remaining("A")).isZero();
		assertThat(this.one.remaining("B")).isZero();
		this.one.leave("A");
		assertThat(second).succeedsWithin(SOON);
		assertThat(this.one.remaining("A")).isZero();
		assertThat(this.two.remaining("A")).isPositive();
	}

	@Test
	void leasesWhenClosedAreFreeWhenThatReturns() {
		want(this.one, "A").join();
		want(this.one, "B").join();
		this.one.close();
		assertThat(this.one.remaining("A")).isZero();
		want(this.two, "A").join();
		want(this.two, "B").join();
		this.one.want("A", () -> {
		});
		this.one.leave("B");
		this.one.close();
	}

	@Test
	void leaseWhenClosedWhileRenewalsAreDueIsNotTakenAgain() {
		FakeLocks unending = new FakeLocks(() -> 0);
		for (int i = 0; i < 100; i++) {
			Leases renewedOften = new Leases(unending, Duration.ofMillis(1));
			assertThat(want(renewedOften, "A")).as("closing %d", i).succeedsWithin(SOON);
			renewedOften.close();
		}
	}

	@Test
	void leaseWhenItIsLongIsRenewedEachSecond() {
		assertThat(this.one.interval()).hasSeconds(1);
		try (Leases shorter = new Leases(this.locks, Duration.ofSeconds(10))) {
			assertThat(shorter.interval()).hasMillis(500);
		}
	}

	@Test
	void leaseWhenItIsShortIsKept() {
		try (Leases shorter = new Leases(this.locks, Duration.ofSeconds(2));
				Leases other = new Leases(this.locks, Duration.ofSeconds(2))) {
			CompletableFuture<Void> held = want(shorter, "A");
			held.orTimeout(10, TimeUnit.SECONDS).join();
			CompletableFuture<Void> awaited = want(other, "A");
			Awaitility.await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> !awaited.isDone());
		}
	}

	private static CompletableFuture<Void> want(Leases leases, String name) {
		CompletableFuture<Void> acquired = new CompletableFuture<>();
		leases.want(name, () -> acquired.complete(null));
		return acquired;
	}

}
