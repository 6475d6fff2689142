package io.coolnode.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.interceptor.SimpleKey;

import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CacheKeys}, over a channel.
 */
class CacheKeysTests {

	static Stream<Object> keys() {
		return Stream.of("text", 1, 1L, (short) 1, (byte) 1, 'c', 1.1f, 0.1, true, new BigDecimal("1.10"),
				BigInteger.TEN.pow(30), UUID.randomUUID(), LocalDate.of(2026, 2, 28), Instant.now(), Colour.RED,
				Colour.GREEN, new Position(1, Colour.GREEN, "x", 2L), SimpleKey.EMPTY, new SimpleKey("a", 1L),
				new SimpleKey(null, new Position(2, Colour.RED, null, null)));
	}

	@Test
	void keysWhenTheyTravelAreEqual() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			BlockingQueue<Object> received = new LinkedBlockingQueue<>();
			InternalChannel receiver = cluster.channel(2).internal();
			receiver.on("coolnode.test", (message) -> received
				.add(CacheKeys.join(message.size(), message::get, getClass().getClassLoader())));
			for (Object key : keys().toList()) {
				cluster.channel(1)
					.internal()
					.emitTo("B", "coolnode.test", CacheKeys.split(key).orElseThrow().toArray());
				assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo(key);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("strangeKeys")
	void keyWhenItIsOfAnotherTypeDoesNotTravel(Object key) {
		assertThat(CacheKeys.split(key)).isEmpty();
	}

	static Stream<Object> strangeKeys() {
		return Stream.of(new Object(), List.of("a"), new int[0], new SimpleKey("a", new Object()),
				new Holder(List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "no.such.Type", "java.lang.Runtime", "java.util.ArrayList" })
	void typeWhenItIsNoneOfKeysIsRefused(String type) {
		List<String> values = List.of("one", type, "x");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CacheKeys.join(3, (index, wanted) -> values.get(index), getClass().getClassLoader()))
			.withMessageContaining(type);
	}

	enum Colour {

		RED, GREEN {
		}

	}

	record Position(int x, Colour colour, String name, Long id) {

	}

	record Holder(List<String> values) {

	}

}
