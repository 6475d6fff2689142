package io.coolnode.channel;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.coolnode.Sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Self}.
 */
class SelfTests {

	private final List<String> early = new ArrayList<>();

	private final Self spare = Self.spare(7, this.early::add);

	private final List<String> done = new ArrayList<>();

	@Test
	void spareHasAnIdAndNoCode() {
		assertThat(this.spare.id()).isEqualTo(7);
		assertThatIllegalStateException().isThrownBy(this.spare::code).withMessageContaining("cool.server.standby");
		assertThat(this.early).hasSize(1);
	}

	@Test
	void spareWhenItIsPromotedHasACode() {
		this.spare.promote("B");
		assertThat(this.spare.code()).isEqualTo("B");
		assertThat(this.spare.sender()).isEqualTo(new Sender("B", 7, ProcessHandle.current().pid()));
		assertThat(this.early).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> this.spare.promote("C"));
	}

	@Test
	void actionIsDoneOnceTheSpareGoesOn() {
		assertThat(this.spare.onPromotion(() -> this.done.add(this.spare.code()))).isTrue();
		this.spare.promote("B");
		assertThat(this.done).isEmpty();
		this.spare.settle();
		this.spare.settle();
		assertThat(this.done).containsExactly("B");
	}

	@Test
	void actionInAProcessThatIsNoSpareIsNotDone() {
		assertThat(Self.of("A", 1).onPromotion(() -> this.done.add("something"))).isFalse();
		assertThat(this.done).isEmpty();
	}

}
