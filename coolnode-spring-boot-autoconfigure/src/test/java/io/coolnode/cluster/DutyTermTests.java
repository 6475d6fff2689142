package io.coolnode.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DutyTerm}.
 */
class DutyTermTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50);

	private final List<Control> sent = new CopyOnWriteArrayList<>();

	private final AtomicInteger begun = new AtomicInteger();

	private final DutyTerm term = new DutyTerm(this.sent::add, this.clock::get, this.begun::incrementAndGet);

	@AfterEach
	void end() {
		this.term.end();
	}

	@Test
	void termWhenNothingWasAnsweredHasNotBegun() {
		this.term.ask();
		assertThat(this.term.isPermitted()).isFalse();
		assertThat(this.sent).containsExactly(Control.of(ControlWords.DUTY_ASKED, Long.toString(this.clock.get())));
	}

	@Test
	void termWhenAnotherMachineHasTheDutyHasNotBegun() {
		this.term.answered(this.clock.get(), 0);
		assertThat(this.term.isPermitted()).isFalse();
		assertThat(this.begun).hasValue(0);
	}

	@Test
	void termIsCountedFromWhenItWasAskedFor() {
		long asked = this.clock.get();
		this.clock.addAndGet(30);
		this.term.answered(asked, 100);
		assertThat(this.term.isPermitted()).isTrue();
		assertThat(this.begun).hasValue(1);
		this.clock.addAndGet(69);
		assertThat(this.term.isPermitted()).isTrue();
		this.clock.addAndGet(1);
		assertThat(this.term.isPermitted()).isFalse();
	}

	@Test
	void termWhenTheAnswerComesTooLateHasNotBegun() {
		long asked = this.clock.get();
		this.clock.addAndGet(100);
		this.term.answered(asked, 100);
		assertThat(this.term.isPermitted()).isFalse();
		assertThat(this.begun).hasValue(0);
	}

	@Test
	void termWhenItIsRenewedGoesOnAndBeginsOnce() {
		List<Boolean> permitted = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			this.term.answered(this.clock.get(), 100);
			this.clock.addAndGet(60);
			permitted.add(this.term.isPermitted());
		}
		assertThat(permitted).containsOnly(true);
		this.clock.addAndGet(1000);
		assertThat(this.term.isPermitted()).isFalse();
		this.term.answered(this.clock.get(), 100);
		assertThat(this.term.isPermitted()).isTrue();
		assertThat(this.begun).hasValue(1);
	}

	@Test
	void termWhenAnotherMachineGetsTheDutyIsOverAtOnce() {
		this.term.answered(this.clock.get(), 100);
		this.term.answered(this.clock.get(), 0);
		assertThat(this.term.isPermitted()).isFalse();
	}

	@Test
	void termWhenStartedAsksAgainAndAgain() {
		this.term.start(Duration.ofMillis(10));
		Awaitility.await().until(() -> this.sent.size() > 2);
	}

}
