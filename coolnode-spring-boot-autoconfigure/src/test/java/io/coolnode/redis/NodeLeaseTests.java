package io.coolnode.redis;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NodeLease} and {@link LeaseHolder}.
 */
class NodeLeaseTests {

	private static final String KEY = "lease";

	private static final Duration TIME = Duration.ofSeconds(10);

	private final FakeStreamStore store = new FakeStreamStore();

	private final LeaseHolder self = LeaseHolder.current(1);

	@Test
	void acquireWhenFreeHasTheName() throws Exception {
		lease(this.self, () -> {
		}).acquire();
		assertThat(this.store.lease(KEY))
			.satisfies((lease) -> assertThat(LeaseHolder.parse(lease.holder())).isEqualTo(this.self));
	}

	@Test
	void acquireWhenHolderRenewsIsRefused() throws Exception {
		lease(LeaseHolder.current(2), () -> {
		}).acquire();
		this.store.setLeft(KEY, Duration.ofSeconds(4));
		assertThatExceptionOfType(NodeNameTakenException.class)
			.isThrownBy(() -> lease(this.self, () -> this.store.setLeft(KEY, TIME)).acquire())
			.withMessageContaining("'one' (cool.server.node)")
			.withMessageContaining("pid " + ProcessHandle.current().pid());
	}

	@Test
	void acquireWhenHolderIsSilentHasTheNameInTheEnd() throws Exception {
		lease(elsewhere(), () -> {
		}).acquire();
		lease(this.self, () -> this.store.setLeft(KEY, null)).acquire();
		assertThat(this.store.lease(KEY).holder()).isEqualTo(this.self.toString());
	}

	@Test
	void acquireWhenHolderHasEndedOnThisHostDoesNotWait() throws Exception {
		LeaseHolder dead = new LeaseHolder(2, this.self.system(), this.self.pid(), this.self.startMillis() - 60_000);
		lease(dead, () -> {
		}).acquire();
		lease(this.self, () -> {
			throw new AssertionError("It waits");
		}).acquire();
		assertThat(this.store.lease(KEY).holder()).isEqualTo(this.self.toString());
	}

	@Test
	void renewTellsWhatHasBecomeOfTheName() throws Exception {
		NodeLease lease = lease(this.self, () -> {
		});
		lease.acquire();
		assertThat(lease.renew()).isEqualTo(NodeLease.Renewal.KEPT);
		this.store.setLeft(KEY, null);
		assertThat(lease.renew()).isEqualTo(NodeLease.Renewal.TAKEN_AGAIN);
		lease.release();
		lease(elsewhere(), () -> {
		}).acquire();
		assertThat(lease.renew()).isEqualTo(NodeLease.Renewal.LOST);
		lease.release();
		assertThat(this.store.lease(KEY)).isNotNull();
	}

	@Test
	void knowsEndOfWhenAliveOrElsewhereIsFalse() {
		assertThat(this.self.knowsEndOf(LeaseHolder.current(2))).isFalse();
		assertThat(this.self.knowsEndOf(elsewhere())).isFalse();
		assertThat(this.self.knowsEndOf(new LeaseHolder(2, "", 1, 0))).isFalse();
		assertThat(LeaseHolder.parse("something else")).isNull();
		assertThat(LeaseHolder.parse("1 a b c")).isNull();
	}

	private static LeaseHolder elsewhere() {
		return new LeaseHolder(3, "another/system", 1, 0);
	}

	private NodeLease lease(LeaseHolder holder, Runnable whenSleeping) {
		return new NodeLease("one", KEY, TIME, holder, this.store, (time) -> whenSleeping.run());
	}

}
