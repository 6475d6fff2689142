package io.coolnode.channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.Sender;
import io.coolnode.UnknownTargetException;
import io.coolnode.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TargetResolver}.
 */
class TargetResolverTests {

	private final KnownWorkers workers = new KnownWorkers().add("A", 1, WorkerState.READY)
		.add("B", 2, WorkerState.READY);

	private final TargetResolver resolver = new TargetResolver(1, this.workers);

	@ParameterizedTest
	@CsvSource({ "A, A, A", "B, B, B", "master, master, master", "2, #2, B", "10001, #1, A" })
	void targetWhenKnownIsResolved(String target, String address, String receiver) {
		assertThat(this.resolver.resolve(target)).isEqualTo(new TargetResolver.Address(address, receiver));
	}

	@ParameterizedTest
	@ValueSource(strings = { "C", "a", "", "*", "#2", "3", "0", "-1", "99999999999999999999999" })
	void targetWhenItCannotExistIsRefused(String target) {
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.resolver.resolve(target));
	}

	@Test
	void numberWhenOneWorkersIdIsAnothersPidIsRefusedWithBothCodes() {
		this.workers.add("C", 10_001, WorkerState.READY);
		assertThatIllegalArgumentException().isThrownBy(() -> this.resolver.resolve("10001"))
			.withMessageContaining("A and C");
		assertThat(this.resolver.resolve("20001").receiver()).isEqualTo("C");
	}

	@ParameterizedTest
	@EnumSource(names = { "STARTING", "BACKING_OFF", "DRAINING" })
	void codeWhenItsPlaceWillBeFilledIsATarget(WorkerState state) {
		this.workers.addWithoutProcess("B", state);
		assertThat(this.resolver.resolve("B").target()).isEqualTo("B");
	}

	@ParameterizedTest
	@EnumSource(names = { "GIVEN_UP", "STOPPED" })
	void codeWhenItsPlaceIsFilledNoMoreIsRefused(WorkerState state) {
		this.workers.addWithoutProcess("B", state);
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.resolver.resolve("B"));
	}

	@Test
	void numberWhenItsProcessIsDeadIsRefusedThoughTheCodeLives() {
		this.workers.add("B", 3, WorkerState.READY);
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.resolver.resolve("2"));
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.resolver.resolve("10002"));
		assertThatExceptionOfType(UnknownTargetException.class)
			.isThrownBy(() -> this.resolver.resolve(new Sender("B", 2, 10_002)));
		assertThat(this.resolver.resolve(new Sender("B", 3, 10_003)).target()).isEqualTo("#3");
		assertThat(this.resolver.resolve(new Sender("master", 0, 1))).isEqualTo(TargetResolver.Address.MASTER);
	}

}
