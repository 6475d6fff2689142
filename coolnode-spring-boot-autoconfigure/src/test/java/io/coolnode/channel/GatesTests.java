package io.coolnode.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.coolnode.ChannelOverflowException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Gates}.
 */
@Timeout(30)
class GatesTests {

	private static final Duration NO_TIME = Duration.ofMillis(1);

	private final Gates gates = new Gates();

	@ParameterizedTest
	@CsvSource({ "A, B, B", "A, master, master", "A, #2, B", "master, *, *", "#2, *, *" })
	void senderWhenAnotherGateIsClosedPasses(String closed, String target, String receiver) {
		this.gates.set(closed, false);
		this.gates.await(target, receiver, NO_TIME);
	}

	@ParameterizedTest
	@CsvSource({ "B, B, B", "B, *, *", "master, master, master", "B, #2, B", "#2, #2, B" })
	void senderWhenItsGateIsClosedGetsAnOverflowThatNamesTheReceiver(String closed, String target, String receiver) {
		this.gates.set(closed, false);
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.gates.await(target, receiver, NO_TIME))
			.withMessageContaining(receiver);
	}

	@Test
	void senderWhenItsGateOpensGoesOn() throws Exception {
		this.gates.set("B", false);
		this.gates.set("C", false);
		CompletableFuture<Void> toB = CompletableFuture
			.runAsync(() -> this.gates.await("B", "B", Duration.ofSeconds(20)));
		CompletableFuture<Void> toAll = CompletableFuture
			.runAsync(() -> this.gates.await("*", "*", Duration.ofSeconds(20)));
		this.gates.set("B", true);
		toB.get(10, TimeUnit.SECONDS);
		assertThat(toAll).isNotDone();
		this.gates.set("C", true);
		toAll.get(10, TimeUnit.SECONDS);
	}

	@Test
	void senderWhenInterruptedGetsAnOverflowAndStaysInterrupted() {
		this.gates.set("B", false);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.gates.await("B", "B", Duration.ofSeconds(20)));
		assertThat(Thread.interrupted()).isTrue();
	}

}
