package io.coolnode.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OrphanPolicy}.
 */
class OrphanPolicyTests {

	private static final String WORK = "coolnode-orphan";

	private static final String LIMIT = "coolnode-orphan-limit";

	private final List<Integer> halts = new CopyOnWriteArrayList<>();

	private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

	private final Map<String, Runnable> threads = new LinkedHashMap<>();

	private final FakeTraffic traffic = new FakeTraffic();

	private final Traffics traffics = new Traffics();

	private final OrphanPolicy policy = new OrphanPolicy(this.halts::add, this.sleeps::add, this.threads::put);

	@Test
	void masterGoneWhenServingStopsAcceptingServesTheRestAndHalts() {
		this.traffics.add(this.traffic);
		this.policy.masterGone(this.traffics);
		assertThat(this.halts).isEmpty();
		this.threads.get(WORK).run();
		assertThat(this.traffic.calls()).first().isEqualTo("stop");
		assertThat(this.traffic.calls()).contains("drain 100");
		assertThat(this.halts).containsExactly(1);
	}

	@Test
	void masterGoneWhenBootingHalts() {
		this.policy.masterGone(this.traffics);
		this.threads.get(WORK).run();
		assertThat(this.halts).containsExactly(1);
	}

	@Test
	void masterGoneWhenTheRestTakesTooLongHaltsWithinTwoSeconds() {
		this.policy.masterGone(this.traffics);
		assertThat(this.threads.keySet()).containsExactly(LIMIT, WORK);
		this.threads.get(LIMIT).run();
		assertThat(this.sleeps).singleElement(InstanceOfAssertFactories.DURATION).isLessThan(Duration.ofSeconds(2));
		assertThat(this.halts).containsExactly(1);
	}

	@Test
	void masterGoneWhenTheWebServerFailsHalts() {
		this.traffics.add(this.traffic);
		this.traffic.failWith(new IllegalStateException("no descriptor"));
		this.policy.masterGone(this.traffics);
		assertThatIllegalStateException().isThrownBy(this.threads.get(WORK)::run);
		assertThat(this.halts).containsExactly(1);
	}

	@Test
	void masterGoneWhenNoThreadCanBeStartedHalts() {
		OrphanPolicy poor = new OrphanPolicy(this.halts::add, this.sleeps::add, (name, task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		poor.masterGone(this.traffics);
		assertThat(this.halts).containsExactly(1);
	}

	@Test
	void masterGoneWhenInterruptedHalts() {
		OrphanPolicy interrupted = new OrphanPolicy(this.halts::add, (time) -> {
			throw new InterruptedException();
		}, this.threads::put);
		interrupted.masterGone(this.traffics);
		this.threads.get(LIMIT).run();
		assertThat(this.halts).containsExactly(1);
	}

	@Test
	void masterGoneWhenDisarmedDoesNothing() {
		this.policy.disarm();
		this.policy.masterGone(this.traffics);
		assertThat(this.threads).isEmpty();
	}

	@Test
	void masterGoneWhenToldTwiceActsOnce() {
		this.policy.masterGone(this.traffics);
		this.threads.clear();
		this.policy.masterGone(this.traffics);
		assertThat(this.threads).isEmpty();
	}

}
